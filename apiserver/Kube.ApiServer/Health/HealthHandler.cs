using System.Text;
using Kube.ApiServer.Http;
using Kube.ApiServer.Http.Responses;

namespace Kube.ApiServer.Health;

/// <summary><c>/healthz</c>, <c>/livez</c> and <c>/readyz</c>, whole or a check of theirs, as apiserver's <c>healthz</c> package answers.</summary>
internal sealed class HealthHandler(IReadOnlyList<HealthCheck> checks) : IPathHandler
{
    private static readonly string[] Endpoints = ["healthz", "livez", "readyz"];

    public async ValueTask<bool> TryHandleAsync(HttpContext http, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 || !Endpoints.Contains(parts[0])) return false;
        var endpoint = parts[0];
        var own = checks.Where(check => check.ReadinessOnly ? endpoint == "readyz" : true).ToList();
        if (parts.Length > 1)
        {
            var named = own.FirstOrDefault(check => check.Name == string.Join('/', parts[1..]));
            if (named is null) return false;
            var failure = await named.Failure(http.RequestAborted);
            await ResponseWriter.WriteTextAsync(http, failure is null ? 200 : 500, failure is null ? "ok" : $"internal server error: {failure}\n");
            return true;
        }
        await WriteAllAsync(http, endpoint, own);
        return true;
    }

    private static async ValueTask WriteAllAsync(HttpContext http, string endpoint, List<HealthCheck> checks)
    {
        var excluded = http.Request.Query["exclude"].ToHashSet();
        var report = new StringBuilder();
        var healthy = true;
        foreach (var check in checks)
        {
            if (excluded.Contains(check.Name))
            {
                report.Append($"[+]{check.Name} excluded: ok\n");
                continue;
            }
            // The reason stays in the server's log, as upstream keeps it from strangers.
            var failed = await check.Failure(http.RequestAborted) is not null;
            healthy &= !failed;
            report.Append(failed ? $"[-]{check.Name} failed: reason withheld\n" : $"[+]{check.Name} ok\n");
        }
        if (!healthy) await ResponseWriter.WriteTextAsync(http, 500, $"{report}{endpoint} check failed\n");
        else if (http.Request.Query.ContainsKey("verbose")) await ResponseWriter.WriteTextAsync(http, 200, $"{report}{endpoint} check passed\n");
        else await ResponseWriter.WriteTextAsync(http, 200, "ok");
    }
}
