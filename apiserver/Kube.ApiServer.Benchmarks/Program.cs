using BenchmarkDotNet.Running;
using Kube.ApiServer.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(CodecBenchmarks).Assembly).Run(args);
