namespace Kube.Controllers.Certificates;

/// <summary>The files an authority lies in.</summary>
internal sealed record SigningAuthority(string CertificateFile, string KeyFile);
