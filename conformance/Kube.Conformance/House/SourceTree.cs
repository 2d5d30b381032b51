using System.Xml.Linq;

namespace Kube.Conformance.House;

/// <summary>The repository these tests were built from, found by its solution.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files below a folder of the repository, without what the build made.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    /// <summary>The files below a folder in which a text stands.</summary>
    public static IEnumerable<string> Mentioning(string folder, string text) =>
        Sources(folder).Where(path => File.ReadAllText(Path.Combine(Root, path)).Contains(text, StringComparison.Ordinal));

    /// <summary>The names of the projects a project refers to.</summary>
    public static IReadOnlyList<string> References(string project)
    {
        var file = Directory.EnumerateFiles(Root, project + ".csproj", SearchOption.AllDirectories).Single(path => !path.Contains("/.artifacts/", StringComparison.Ordinal));
        return [.. XDocument.Load(file).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Kube.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("these tests run from within the repository");
    }
}
