using GraphQL;
using Lintel.Server.Transport.Streams;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.EventStreams;

/// <summary>What every event stream of this server shares.</summary>
internal sealed record EventStreamServices(
    IOptions<TransportLimits> Limits,
    IGraphQLTextSerializer Serializer,
    OperationRunner Runner,
    StreamMetrics Metrics,
    TimeProvider Clock,
    ILogger<EventStream> Log
);
