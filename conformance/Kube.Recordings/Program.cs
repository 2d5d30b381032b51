using Kube.Recordings;
using Kube.Recordings.Discovery;
using Kube.Recordings.OpenApi;
using Kube.Recordings.Wire;


if (args is not [var folder, var server, var token])
{
    Console.Error.WriteLine("usage: kube-recordings FOLDER SERVER TOKEN");
    return 2;
}

using var api = new Api(new Uri(server), token);
var report = new Report(Console.Out);
try
{
    await new DiscoveryCheck(Path.Combine(folder, "discovery"), api, report).RunAsync();
    await new OpenApiV3Check(Path.Combine(folder, "openapi"), api, report).RunAsync();
    await new OpenApiV2Check(Path.Combine(folder, "openapi"), api, report).RunAsync();
    await new WireCheck(Path.Combine(folder, "wire"), api, report).RunAsync();
    await new ServedObjectsCheck(api, report).RunAsync();
}
catch (HttpRequestException unreachable)
{
    Console.Error.WriteLine($"{server}: {unreachable.Message}");
    return 2;
}
return report.Finish();
