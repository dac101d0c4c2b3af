using GraphQL;
using Lintel.Server.Identity;
using Lintel.Server.Transport.Streams;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>What every socket of this server shares.</summary>
internal sealed record WsServices(
    IOptions<TransportLimits> Limits,
    IGraphQLTextSerializer Serializer,
    GraphQLRequestReader Reader,
    OperationRunner Runner,
    SocketSignIn SignIn,
    StreamMetrics Metrics,
    TimeProvider Clock,
    ILogger<WsConnection> Log
);
