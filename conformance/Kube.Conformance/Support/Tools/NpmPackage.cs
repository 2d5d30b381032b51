using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Kube.Conformance.Support.Tools;

/// <summary>A package of the npm registry, pinned to its content.</summary>
/// <param name="Integrity"><c>sha512-</c> and the hash in base64, as npm writes it.</param>
internal sealed record NpmPackage(Uri Address, string Integrity)
{
    private const string Algorithm = "sha512-";
    private const int Attempts = 3;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromMinutes(5) };

    /// <param name="name">With its scope, if it has one.</param>
    public static NpmPackage Of(string name, string version, string integrity) =>
        new(new Uri($"https://registry.npmjs.org/{name}/-/{name.Split('/')[^1]}-{version}.tgz"), integrity);

    /// <summary>Unpacks its files into a folder.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had, or is not what was pinned.</exception>
    public async Task UnpackAsync(string folder)
    {
        var packed = await DownloadAsync();
        if (Integrity != Algorithm + Convert.ToBase64String(SHA512.HashData(packed)))
            throw new InvalidOperationException($"The tests need {Address}, and what came from there is not what was pinned: its hash is not {Integrity}.");
        await using var unzipped = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        await using var archive = new TarReader(unzipped);
        while (await archive.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                continue;
            // All lies below one folder, whose name says nothing.
            var path = Path.GetFullPath(Path.Combine(folder, entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]));
            if (!path.StartsWith(folder + "/", StringComparison.Ordinal))
                throw new InvalidOperationException($"{Address} holds a file outside of its folder: {entry.Name}.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await entry.ExtractToFileAsync(path, overwrite: true);
        }
    }

    private async Task<byte[]> DownloadAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Http.GetByteArrayAsync(Address);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                if (attempt == Attempts)
                    throw new InvalidOperationException($"The tests need {Address}, and it cannot be downloaded: {e.Message}", e);
            }
        }
    }
}
