using System.Globalization;
using System.Security;
using System.Text;
using System.Xml.Linq;
using Pipeline.Faults.Faults;

namespace Pipeline.Faults.Storage.Queues;

/// <summary>The Queue service in memory: messages are handed out at least once, and come back unless deleted in time.</summary>
/// <remarks>Source: Microsoft Learn, "Queue service REST API".</remarks>
public sealed class SimulatedQueues(Func<DateTimeOffset> clock) : IHttpService
{
    private readonly Dictionary<string, List<SimulatedMessage>> queues = [];
    private long number;

    /// <inheritdoc />
    public string Describe(HttpRequestMessage request)
    {
        StorageRequest asked = new(request, []);
        return $"{asked.Method} {asked.Root}{(asked.Rest.Length == 0 ? string.Empty : asked.Rest == "messages" ? "/messages" : "/message")}";
    }

    /// <inheritdoc />
    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] body) =>
        Answer(new StorageRequest(request, body)).ToMessage(request, clock());

    /// <summary>Whether a message of the queue could be handed out now; so that a host need not ask in vain.</summary>
    public bool HasVisible(string queue) => queues.GetValueOrDefault(queue)?.Exists(message => message.VisibleAt <= clock()) ?? false;

    /// <summary>Messages of the queue, handed out or not.</summary>
    public int Count(string queue) => queues.GetValueOrDefault(queue)?.Count ?? 0;

    private StorageAnswer Answer(StorageRequest request)
    {
        if (request.Rest.Length == 0 && request.Method == "PUT")
        {
            return queues.TryAdd(request.Root, []) ? new StorageAnswer(201) : new StorageAnswer(204);
        }

        if (queues.GetValueOrDefault(request.Root) is not { } messages)
        {
            return StorageAnswer.Refuse(404, "QueueNotFound");
        }

        return (request.Method, request.Rest) switch
        {
            ("DELETE", "") => queues.Remove(request.Root) ? new StorageAnswer(204) : StorageAnswer.Refuse(404, "QueueNotFound"),
            (_, "") => new StorageAnswer(200).With("x-ms-approximate-messages-count", messages.Count.ToString(CultureInfo.InvariantCulture)),
            ("POST", "messages") => Put(request, messages),
            ("GET", "messages") => Get(request, messages),
            ("DELETE", "messages") => Clear(messages),
            _ => Change(request, messages),
        };
    }

    private StorageAnswer Put(StorageRequest request, List<SimulatedMessage> messages)
    {
        DateTimeOffset now = clock();
        SimulatedMessage message = new()
        {
            Id = new Guid((int)++number, 0, 0, new byte[8]).ToString(),
            Text = XDocument.Load(new MemoryStream(request.Body)).Root!.Element("MessageText")!.Value,
            InsertedAt = now,
            VisibleAt = now + Seconds(request, 0),
            Receipt = NextReceipt(),
        };
        messages.Add(message);
        StorageAnswer list = StorageAnswer.Xml($"<QueueMessagesList>{Element(message, withText: false, withReceipt: true)}</QueueMessagesList>");
        return new StorageAnswer(201) { Body = list.Body, ContentType = list.ContentType };
    }

    private StorageAnswer Get(StorageRequest request, List<SimulatedMessage> messages)
    {
        DateTimeOffset now = clock();
        bool peeks = request.Parameter("peekonly") == "true";
        int count = int.Parse(request.Parameter("numofmessages") ?? "1", CultureInfo.InvariantCulture);
        StringBuilder xml = new("<QueueMessagesList>");
        foreach (SimulatedMessage message in messages.Where(message => message.VisibleAt <= now).Take(count).ToArray())
        {
            if (!peeks)
            {
                message.VisibleAt = now + Seconds(request, 30);
                message.Receipt = NextReceipt();
                message.Deliveries++;
            }

            _ = xml.Append(Element(message, withText: true, withReceipt: !peeks));
        }

        return StorageAnswer.Xml(xml.Append("</QueueMessagesList>").ToString());
    }

    private StorageAnswer Change(StorageRequest request, List<SimulatedMessage> messages)
    {
        SimulatedMessage? message = messages.Find(one => one.Id == request.Rest["messages/".Length..]);
        if (message is null)
        {
            return StorageAnswer.Refuse(404, "MessageNotFound");
        }

        if (message.Receipt != request.Parameter("popreceipt"))
        {
            return StorageAnswer.Refuse(400, "PopReceiptMismatch");
        }

        if (request.Method == "DELETE")
        {
            _ = messages.Remove(message);
            return new StorageAnswer(204);
        }

        message.Receipt = NextReceipt();
        message.VisibleAt = clock() + Seconds(request, 0);
        message.Text = request.Body.Length == 0
            ? message.Text
            : XDocument.Load(new MemoryStream(request.Body)).Root!.Element("MessageText")!.Value;
        return new StorageAnswer(204).With("x-ms-popreceipt", message.Receipt).With("x-ms-time-next-visible", Rfc(message.VisibleAt));
    }

    private static StorageAnswer Clear(List<SimulatedMessage> messages)
    {
        messages.Clear();
        return new StorageAnswer(204);
    }

    private static string Element(SimulatedMessage message, bool withText, bool withReceipt) =>
        $"<QueueMessage><MessageId>{message.Id}</MessageId><InsertionTime>{Rfc(message.InsertedAt)}</InsertionTime>" +
        $"<ExpirationTime>{Rfc(message.InsertedAt.AddDays(7))}</ExpirationTime>" +
        (withReceipt ? $"<PopReceipt>{message.Receipt}</PopReceipt><TimeNextVisible>{Rfc(message.VisibleAt)}</TimeNextVisible>" : string.Empty) +
        (withText
            ? $"<DequeueCount>{message.Deliveries}</DequeueCount><MessageText>{SecurityElement.Escape(message.Text)}</MessageText>"
            : string.Empty) +
        "</QueueMessage>";

    private static TimeSpan Seconds(StorageRequest request, int byDefault) =>
        TimeSpan.FromSeconds(request.Parameter("visibilitytimeout") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : byDefault);

    private static string Rfc(DateTimeOffset instant) => instant.ToString("R", CultureInfo.InvariantCulture);

    private string NextReceipt() => $"r{++number}";
}
