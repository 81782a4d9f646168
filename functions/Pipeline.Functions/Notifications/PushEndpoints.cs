using System.ComponentModel;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.Notifications;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Notifications;

/// <summary>Where partners push their XML. The host lets everybody in; the app checks the partner's own scheme.</summary>
/// <remarks>
/// The web server sets no limit to the body: the limit is a setting, and <see cref="PushBody"/> keeps it while reading,
/// after it is known who sends. What receives is internal, hence the look-up.
/// </remarks>
[Tags("notifications")]
public sealed class PushEndpoints(IServiceProvider services)
{
    /// <summary>Receives a message.</summary>
    /// <remarks>
    /// The part of the path is the distributor here and the message's id where messages are shown; OpenAPI has room for
    /// one name of it.
    /// </remarks>
    [Function("ReceiveNotification")]
    [RequestBodyLimit(long.MaxValue)]
    [EndpointSummary("Push a message as XML, bare or in a SOAP envelope")]
    [EndpointDescription("The root element tells the kind. A SOAP request is answered in SOAP: an acknowledgement, or a fault.")]
    [Answers<MessageReceipt>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status401Unauthorized)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status405MethodNotAllowed)]
    [Answers<Problem>(StatusCodes.Status408RequestTimeout)]
    [Answers<Problem>(StatusCodes.Status413PayloadTooLarge)]
    [Answers<Problem>(StatusCodes.Status415UnsupportedMediaType)]
    public Task<IResult> ReceiveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "head", "options", Route = "api/notifications/{name}")] HttpRequest request,
        [Description("Who pushes, for example {distributor}")] string name) =>
        services.GetRequiredService<PushReceiver>().ReceiveAsync(request, name, null, request.HttpContext.RequestAborted);

    /// <summary>Receives a message at a path with a secret.</summary>
    [Function("ReceiveNotificationWithKey")]
    [RequestBodyLimit(long.MaxValue)]
    [EndpointSummary("Push a message as XML to the path with the secret key")]
    [Answers<MessageReceipt>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status400BadRequest)]
    [Answers<Problem>(StatusCodes.Status401Unauthorized)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    [Answers<Problem>(StatusCodes.Status405MethodNotAllowed)]
    [Answers<Problem>(StatusCodes.Status408RequestTimeout)]
    [Answers<Problem>(StatusCodes.Status413PayloadTooLarge)]
    [Answers<Problem>(StatusCodes.Status415UnsupportedMediaType)]
    public Task<IResult> ReceiveWithKeyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", "get", "head", "options", Route = "api/notifications/{distributor}/{key}")] HttpRequest request,
        [Description("Who pushes, for example {distributor}")] string distributor,
        [Description("The secret agreed with the partner")] string key) =>
        services.GetRequiredService<PushReceiver>().ReceiveAsync(request, distributor, key, request.HttpContext.RequestAborted);
}

/// <summary>The answer to a push in bare XML.</summary>
/// <param name="Id">Our id of the message.</param>
/// <param name="Sha256">SHA-256 of the body as received, in lower-case hexadecimal digits.</param>
/// <param name="ReceivedAt">When it had arrived whole.</param>
public sealed record MessageReceipt(string Id, string Sha256, DateTimeOffset ReceivedAt)
{
    internal static MessageReceipt Of(PushedMessage notification) =>
        new(notification.Id, notification.Sha256, notification.ReceivedAt);
}
