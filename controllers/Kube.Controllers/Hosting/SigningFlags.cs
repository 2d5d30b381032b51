using System.CommandLine;
using System.CommandLine.Parsing;
using Kube.Controllers.Certificates;

namespace Kube.Controllers.Hosting;

/// <summary>Who signs what is asked for with CertificateSigningRequests: one authority for all of Kubernetes' signers, or one for each.</summary>
internal sealed class SigningFlags
{
    private readonly Pair _all = new("cluster-signing", "everything");

    private readonly IReadOnlyList<(string Signer, Pair Files)> _each =
    [
        (SignerNames.KubeletServing, new Pair("cluster-signing-kubelet-serving", SignerNames.KubeletServing)),
        (SignerNames.KubeletClient, new Pair("cluster-signing-kubelet-client", SignerNames.KubeletClient)),
        (SignerNames.ApiServerClient, new Pair("cluster-signing-kube-apiserver-client", SignerNames.ApiServerClient)),
        (SignerNames.LegacyUnknown, new Pair("cluster-signing-legacy-unknown", SignerNames.LegacyUnknown)),
    ];

    public void AddTo(Command command)
    {
        foreach (var pair in _each.Select(each => each.Files).Prepend(_all))
        {
            command.Add(pair.Certificate);
            command.Add(pair.Key);
        }
        command.Validators.Add(Check);
    }

    /// <summary>By signer; those without an authority are missing.</summary>
    public IReadOnlyDictionary<string, SigningAuthority> Read(ParseResult parsed)
    {
        var shared = _all.Read(parsed);
        return _each.Select(each => (each.Signer, Authority: each.Files.Read(parsed) ?? shared)).Where(each => each.Authority is not null)
            .ToDictionary(each => each.Signer, each => each.Authority!, StringComparer.Ordinal);
    }

    private void Check(CommandResult command)
    {
        if (_all.IsGiven(command) && _each.Any(each => each.Files.IsGiven(command)))
            command.AddError("cannot specify --cluster-signing-{cert,key}-file and other --cluster-signing-*-file flags at the same time");
    }

    private sealed class Pair(string prefix, string what)
    {
        public Option<string?> Certificate { get; } = new($"--{prefix}-cert-file") { Description = $"PEM file of the authority that signs {what}." };

        public Option<string?> Key { get; } = new($"--{prefix}-key-file") { Description = $"PEM file of the key of --{prefix}-cert-file." };

        public bool IsGiven(CommandResult command) => command.GetResult(Certificate) is not null || command.GetResult(Key) is not null;

        public SigningAuthority? Read(ParseResult parsed) =>
            parsed.GetValue(Certificate) is { } certificate && parsed.GetValue(Key) is { } key ? new SigningAuthority(certificate, key) : null;
    }
}
