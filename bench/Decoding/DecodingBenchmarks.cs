using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Lintel.Client.Operations;
using Lintel.Decoding.Graph;

namespace Lintel.Decoding;

/// <summary>The same bytes, from the first to the last, as the generated client reads them and as DTOs by System.Text.Json's source generator.</summary>
[MemoryDiagnoser]
[Config(typeof(InThisProcess))]
public class DecodingBenchmarks
{
    private byte[] _answer = [];

    [Params("Q2", "Q3", "Q4")]
    public string Query { get; set; } = "";

    [GlobalSetup]
    public void Read() => _answer = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Answers", $"{Query}.json"));

    [Benchmark(Baseline = true)]
    public object? SystemTextJson() =>
        Query switch
        {
            "Q2" => JsonSerializer.Deserialize(_answer, AnswerContext.Default.AnswerSearchData),
            "Q3" => JsonSerializer.Deserialize(_answer, AnswerContext.Default.AnswerDashboardData),
            _ => JsonSerializer.Deserialize(_answer, AnswerContext.Default.AnswerRowsData),
        };

    [Benchmark]
    public object? Generated() =>
        Query switch
        {
            "Q2" => ResponseBody.Read<SearchResult>(_answer, SearchResult.Read),
            "Q3" => ResponseBody.Read<DashboardResult>(_answer, DashboardResult.Read),
            _ => ResponseBody.Read<RowsResult>(_answer, RowsResult.Read),
        };

    /// <summary>The layout of this repository's output is not one that BenchmarkDotNet's own builds know.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default.WithWarmupCount(15).WithIterationCount(15).WithToolchain(InProcessEmitToolchain.Instance));
    }
}
