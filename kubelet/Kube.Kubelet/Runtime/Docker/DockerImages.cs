using Docker.DotNet;
using Docker.DotNet.Models;

namespace Kube.Kubelet.Runtime.Docker;

internal sealed class DockerImages(IImageOperations images) : IImageService
{
    public async Task<RuntimeImage?> FindAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            var found = await images.InspectImageAsync(image, cancellationToken);
            return new RuntimeImage(found.ID, Names(found.RepoDigests, found.RepoTags), found.Size, found.Config?.User ?? "");
        }
        catch (DockerImageNotFoundException)
        {
            return null;
        }
        catch (DockerApiException e)
        {
            throw new RuntimeException(e.Message, e);
        }
    }

    public async Task PullAsync(string image, RegistryCredential? credential, CancellationToken cancellationToken)
    {
        string? failure = null;
        var auth = credential is null ? null
            : new AuthConfig { ServerAddress = credential.Server, Username = credential.Username, Password = credential.Password };
        await DockerCall.RunAsync(async () =>
        {
            await images.CreateImageAsync(
                new ImagesCreateParameters { FromImage = image },
                auth,
                new ImmediateProgress<JSONMessage>(message => failure ??= message.ErrorMessage),
                cancellationToken);
            return true;
        });
        if (failure is not null)
            throw new RuntimeException(failure);
    }

    public async Task<IReadOnlyList<RuntimeImage>> ListAsync(CancellationToken cancellationToken)
    {
        var all = await DockerCall.RunAsync(() => images.ListImagesAsync(new ImagesListParameters(), cancellationToken));
        return [.. all.Select(image => new RuntimeImage(image.ID, Names(image.RepoDigests, image.RepoTags), image.Size, ""))];
    }

    public async Task EnsurePauseAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(PauseImage.Name, cancellationToken) is not null)
            return;
        var root = await PauseImage.BuildRootAsync(cancellationToken);
        string? failure = null;
        await DockerCall.RunAsync(async () =>
        {
            await images.CreateImageAsync(
                new ImagesCreateParameters
                {
                    FromSrc = "-",
                    Repo = PauseImage.Name.Split(':')[0],
                    Tag = PauseImage.Name.Split(':')[1],
                    Changes = ["ENTRYPOINT [\"/pause\"]"],
                },
                root,
                null,
                new ImmediateProgress<JSONMessage>(message => failure ??= message.ErrorMessage),
                cancellationToken);
            return true;
        });
        if (failure is not null)
            throw new RuntimeException($"cannot make the sandbox image: {failure}");
    }

    private static string[] Names(IList<string>? digests, IList<string>? tags) =>
        [.. (digests ?? []).Concat(tags ?? []).Where(name => !name.Contains("<none>", StringComparison.Ordinal))];
}
