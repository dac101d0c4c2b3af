using BenchmarkDotNet.Running;
using Lintel.Decoding;

return args is ["--short"] ? ShortRun.Run()
    : BenchmarkSwitcher.FromAssembly(typeof(DecodingBenchmarks).Assembly).Run(args).Any() ? 0
    : 1;
