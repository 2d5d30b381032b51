namespace Kube.Machinery.Selectors;

/// <summary>The text is no selector; the message is the one kube-apiserver answers with.</summary>
public sealed class SelectorException(string message) : FormatException(message);
