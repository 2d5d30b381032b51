using Kube.Conformance.Support;

namespace Kube.Conformance.Admission;

/// <summary>An API server for tests of admission that need no controllers: with plugins enabled that are off by default, and exemptions from pod security.</summary>
public sealed class AdmissionServer : IAsyncLifetime
{
    /// <summary>Of somebody for whom no pod security standard holds.</summary>
    public const string ExemptToken = "token-of-the-exempt-user";

    private const string Configuration = """
        apiVersion: apiserver.config.k8s.io/v1
        kind: AdmissionConfiguration
        plugins:
        - name: PodSecurity
          configuration:
            apiVersion: pod-security.admission.config.k8s.io/v1
            kind: PodSecurityConfiguration
            defaults: {enforce: baseline}
            exemptions:
              usernames: [exempt]
              namespaces: [loose]
              runtimeClasses: [loose]
        """;

    private static int _spaces;

    private readonly PrivateApiServer _server = new();

    public Kubectl Kubectl => _server.Kubectl;

    public Kubectl KubectlAs(string token) => _server.KubectlAs(token);

    public async Task InitializeAsync()
    {
        var tokens = await _server.WriteAsync("users.csv", $"{PrivateApiServer.AdminToken},admin,1,\"system:masters\"\n{ExemptToken},exempt,2,\"system:masters\"\n");
        await _server.StartAsync(
            "--token-auth-file", tokens, "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction,ExtendedResourceToleration,AlwaysPullImages",
            "--admission-control-config-file", await _server.WriteAsync("admission.yaml", Configuration));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>A new namespace with its account, which no controller makes here.</summary>
    public async Task<Kubectl> NamespaceAsync(string? name = null)
    {
        var space = Kubectl.In(name ?? $"adm-{Interlocked.Increment(ref _spaces)}");
        await Kubectl.RunAsync("create", "namespace", space.Namespace);
        await space.RunAsync("create", "serviceaccount", "default");
        return space;
    }
}
