namespace Kube.Cli;

/// <summary>A failure the user can act on. Its message is one sentence that says what is wrong and what to do; no stack trace is shown.</summary>
internal sealed class KubeException(string message) : Exception(message);
