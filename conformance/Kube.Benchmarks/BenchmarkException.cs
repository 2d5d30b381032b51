namespace Kube.Benchmarks;

/// <summary>A run that cannot go on, said in one sentence.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
