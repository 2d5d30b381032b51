using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Support.Tools;

/// <summary>The packages a <c>package-lock.json</c> names, laid out as <c>npm ci</c> does, without npm.</summary>
internal static class NodeModules
{
    private const string Folder = "node_modules/";

    /// <returns>The folder that holds <c>node_modules</c>.</returns>
    public static async Task<string> EnsureAsync(string lockFile)
    {
        var text = await File.ReadAllBytesAsync(lockFile);
        return await ToolCache.EnsureAsync("node-" + Convert.ToHexStringLower(SHA256.HashData(text))[..16], folder => FillAsync(JsonNode.Parse(text)!, folder));
    }

    private static Task FillAsync(JsonNode lockFile, string folder) => Parallel.ForEachAsync(
        lockFile["packages"]!.AsObject().Where(package => package.Key.Length > 0),
        async (package, _) =>
        {
            var name = package.Key[(package.Key.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            await NpmPackage.Of(name, (string)package.Value!["version"]!, (string)package.Value["integrity"]!).UnpackAsync(Path.Combine(folder, package.Key));
        });
}
