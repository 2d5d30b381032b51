namespace Kube.Cli.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kube-cli-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string WithFile(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
