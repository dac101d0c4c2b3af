using GraphQL;
using Lintel.Schema;
using Lintel.Server.Identity;
using Microsoft.Extensions.Options;

namespace Lintel.Server.Transport.WebSockets;

/// <summary>What every socket of this server shares.</summary>
internal sealed record WsServices(
    IOptions<TransportLimits> Limits,
    IGraphQLTextSerializer Serializer,
    GraphQLRequestReader Reader,
    GraphQLEngine Engine,
    CallerViewers Viewers,
    SocketSignIn SignIn,
    UnexpectedFailure Unexpected,
    TimeProvider Clock,
    ILogger<WsConnection> Log
);
