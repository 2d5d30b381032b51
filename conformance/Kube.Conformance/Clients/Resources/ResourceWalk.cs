using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Clients.Resources;

/// <summary>Sends, to one resource, a request of each of its verbs.</summary>
internal sealed class ResourceWalk(ApiCaller api, ServedResource resource, string @namespace, JsonObject objects, JsonObject requests)
{
    private const string Label = "walked";

    private static readonly string SigningRequest = MakeSigningRequest();
    private static int _address = Random.Shared.Next(0x10000);

    // Two versions of a kind are walked at once, and see each other's objects.
    private readonly string _mark = Guid.NewGuid().ToString("n");
    private readonly string _path = resource.Path(@namespace);

    /// <summary>What was asked: a verb, or a subresource and a verb.</summary>
    public HashSet<string> Done { get; } = [];

    public async Task RunAsync()
    {
        if (resource.Verbs.Contains("create"))
            await CreateAsync();
        if (resource.Verbs.Contains("list"))
            await DoneAsync("list", api.DoAsync("get", _path));
        if (resource.Verbs.Contains("get") && !resource.Verbs.Contains("create"))
            await FirstOfListAsync();
        else if (resource.Verbs.Contains("get"))
            await LiveAsync();
        foreach (var (subresource, verbs) in resource.Subresources)
        {
            foreach (var verb in verbs)
                await SubresourceAsync(subresource, verb);
        }

        if (resource.Verbs.Contains("deletecollection"))
            await DeleteCollectionAsync();
    }

    private async Task LiveAsync()
    {
        var before = (string)(await api.DoAsync("get", _path + "?limit=1"))["metadata"]!["resourceVersion"]!;
        var created = await CreateAsync();
        var name = (string)created["metadata"]!["name"]!;
        var item = $"{_path}/{name}";
        var seen = await api.FirstEventAsync($"{_path}?watch=true&timeoutSeconds=60&resourceVersion={before}&fieldSelector=metadata.name={name}");
        Assert.Equal(("ADDED", name), ((string)seen["type"]!, (string)seen["object"]!["metadata"]!["name"]!));
        Done.Add("watch");
        Assert.Equal(resource.Kind, (string)(await DoneAsync("get", api.DoAsync("get", item)))["kind"]!);

        await api.DoAsync("patch", item, """{"metadata":{"annotations":{"merge":"yes"}}}""", "application/merge-patch+json");
        await api.DoAsync("patch", item, """[{"op":"add","path":"/metadata/annotations/json","value":"yes"}]""", "application/json-patch+json");
        await api.DoAsync("patch", item, """{"metadata":{"annotations":{"strategic":"yes"}}}""", "application/strategic-merge-patch+json");
        var applied = await DoneAsync("patch", api.DoAsync(
            "patch", item + "?fieldManager=walk", Applied(name), "application/apply-patch+yaml"));
        var annotations = applied["metadata"]!["annotations"]!.AsObject().Select(annotation => annotation.Key);
        Assert.Empty(((string[])["merge", "json", "strategic", "apply"]).Except(annotations));

        // Controllers write too: the update takes the newest version, as a client does after a conflict.
        await Support.Eventually.HoldsAsync($"{item} can be updated", async () =>
        {
            var live = await api.DoAsync("get", item);
            live["metadata"]!["annotations"]!["update"] = "yes";
            var updated = await api.DoAsync("update", item, live.ToJsonString());
            Assert.Equal("yes", (string?)updated["metadata"]!["annotations"]!["update"]);
        });
        Done.Add("update");

        if (!resource.Verbs.Contains("delete"))
            return;
        await DoneAsync("delete", api.DoAsync("delete", item));
        Assert.True(await IsGoneAsync(item), $"{item} is deleted");
    }

    /// <summary>Of a resource the server makes by itself.</summary>
    private async Task FirstOfListAsync()
    {
        var first = (await api.DoAsync("get", _path))["items"]![0]!["metadata"]!["name"];
        await DoneAsync("get", api.DoAsync("get", $"{_path}/{first}"));
    }

    private async Task SubresourceAsync(string subresource, string verb)
    {
        var name = (string)(await CreateAsync())["metadata"]!["name"]!;
        var path = $"{_path}/{name}/{subresource}";
        if (requests[$"{resource.Key}/{subresource}"] is not { } listed)
        {
            await Support.Eventually.HoldsAsync($"{verb} {path} is answered", async () => await api.DoAsync(verb, path, verb switch
            {
                "update" => (await api.DoAsync("get", resource.Subresources[subresource].Contains("get") ? path : $"{_path}/{name}")).ToJsonString(),
                "patch" => subresource == "scale" ? """{"spec":{"replicas":0}}""" : """{"status":{}}""",
                _ => null,
            }, verb == "patch" ? "application/merge-patch+json" : "application/json"));
        }
        else
        {
            var request = listed[verb] ?? listed["*"] ?? throw new KeyNotFoundException($"{resource.Key}/{subresource}: {verb} is not listed in requests.json");
            var (code, text) = await api.SendAsync(verb, path, request["body"] is { } body ? Filled(body, name) : null);
            Assert.True(code == (int)request["code"]! && text.Contains((string?)request["says"] ?? "", StringComparison.Ordinal), $"{verb} {path}: {code} {text}");
        }

        Done.Add($"{subresource}:{verb}");
    }

    private async Task DeleteCollectionAsync()
    {
        var selected = $"{_path}?labelSelector={Label}%3D{_mark}";
        await DoneAsync("deletecollection", api.DoAsync("delete", selected));
        var left = (await api.DoAsync("get", selected))["items"]!.AsArray();
        Assert.All(left, item => Assert.NotNull(item!["metadata"]!["deletionTimestamp"]));
    }

    private async Task<JsonNode> CreateAsync()
    {
        var name = "w" + Guid.NewGuid().ToString("n")[..8];
        var body = JsonNode.Parse(Filled(objects[resource.Key] ?? throw new KeyNotFoundException($"{resource.Key} has no object in objects.json"), name))!;
        if (resource.Key == "v1/bindings")
            await api.DoAsync("create", _path.Replace("bindings", "pods", StringComparison.Ordinal), Named(JsonNode.Parse(Filled(objects["v1/pods"]!, name))!, "v1", "Pod", name));
        return await DoneAsync("create", api.DoAsync("create", _path, Named(body, resource.Version, resource.Kind, name)));
    }

    private string Applied(string name) => new JsonObject
    {
        ["apiVersion"] = resource.Version,
        ["kind"] = resource.Kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["annotations"] = new JsonObject { ["apply"] = "yes" } },
    }.ToJsonString();

    private string Named(JsonNode body, string version, string kind, string name)
    {
        (body["apiVersion"], body["kind"]) = (version, kind);
        var metadata = (body["metadata"] ??= new JsonObject()).AsObject();
        metadata["name"] ??= name;
        metadata["labels"] = new JsonObject { [Label] = _mark };
        return body.ToJsonString();
    }

    private string Filled(JsonNode template, string name)
    {
        var address = Interlocked.Increment(ref _address);
        return new StringBuilder(template.ToJsonString())
            .Replace("$NAME", name).Replace("$POD", name).Replace("$NS", @namespace).Replace("$CSR", SigningRequest)
            .Replace("$IP", $"198.18.{(address >> 8) & 255}.{address & 255}")
            .ToString();
    }

    private async Task<bool> IsGoneAsync(string item)
    {
        var (code, text) = await api.SendAsync("get", item);
        return code == 404 || JsonNode.Parse(text)?["metadata"]?["deletionTimestamp"] is not null;
    }

    private async Task<JsonNode> DoneAsync(string verb, Task<JsonNode> request)
    {
        var answer = await request;
        Done.Add(verb);
        return answer;
    }

    private static string MakeSigningRequest()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = new CertificateRequest("CN=walk", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
    }
}
