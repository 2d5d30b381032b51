using System.Runtime.CompilerServices;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>Only Storage/Sqlite knows EF Core and SQLite, only Storage/Etcd knows gRPC.</summary>
public sealed class StoreBoundaryTests
{
    [Theory]
    [InlineData("Sqlite", "Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "SQLitePCL")]
    [InlineData("Etcd", "Grpc", "Google.Protobuf")]
    public void Sources_OutsideAStore_DoNotUseWhatItStandsOn(string store, params string[] namespaces)
    {
        var sources = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../Kube.ApiServer"));
        var files = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(sources, file).StartsWith("obj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        var offenders = files
            .Where(file => namespaces.Any(name => File.ReadAllText(file).Contains($"using {name}", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(sources, file))
            .Where(file => !file.StartsWith(Path.Combine("Storage", store), StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
