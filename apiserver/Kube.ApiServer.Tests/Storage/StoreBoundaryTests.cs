using System.Runtime.CompilerServices;

namespace Kube.ApiServer.Tests.Storage;

/// <summary>Only Storage/Sqlite knows EF Core and SQLite.</summary>
public sealed class StoreBoundaryTests
{
    [Fact]
    public void Sources_OutsideStorageSqlite_DoNotUseEfCoreOrSqlite()
    {
        var sources = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../Kube.ApiServer"));
        var files = Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(sources, file).StartsWith("obj", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        string[] namespaces = ["Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite", "SQLitePCL"];
        var offenders = files
            .Where(file => namespaces.Any(name => File.ReadAllText(file).Contains($"using {name}", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(sources, file))
            .Where(file => !file.StartsWith(Path.Combine("Storage", "Sqlite"), StringComparison.Ordinal));
        Assert.Empty(offenders);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
