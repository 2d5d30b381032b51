namespace Kube.ApiServer.Authentication.Webhooks;

/// <summary><c>--authentication-token-webhook-*</c>.</summary>
/// <param name="ConfigFile">A kubeconfig whose cluster is the service to ask.</param>
/// <param name="Version">Of the TokenReview sent.</param>
/// <param name="CacheTtl">How long an answer is remembered, yes or no.</param>
internal sealed record TokenWebhookOptions(string ConfigFile, string Version, TimeSpan CacheTtl);
