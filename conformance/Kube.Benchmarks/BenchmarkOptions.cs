namespace Kube.Benchmarks;

/// <param name="Programs">The folder of kube-apiserver, for a run without <paramref name="Server"/> and <paramref name="Kubeconfig"/>.</param>
/// <param name="Only">Names of measures; none given: all.</param>
internal sealed record BenchmarkOptions(string? Server, string? Token, string? Kubeconfig, string? Programs, int Pods, IReadOnlyList<string> Only);
