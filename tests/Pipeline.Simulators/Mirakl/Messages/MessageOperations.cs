using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Audits;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Orders;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Messages;

/// <summary>M10 to M13 and OR43: conversations with customers, and the clock of the answer that is owed.</summary>
internal sealed class MessageOperations(SimulatedTenant tenant)
{
    private const int UsualPage = 50;
    private const int ShortestBody = 3;
    private const int LongestBody = 50_000;
    private const int MostMessages = 1000;
    private const int LargestFiles = 30 << 20;
    private const int LastMessages = 100;

    private static readonly string[] EntityTypes = ["MMP_ORDER", "MMP_OFFER", "MPS_ORDER", "MPS_SERVICE", "SELLER_OPERATOR"];
    private static readonly string[] Recipients = ["CUSTOMER", "OPERATOR", "SHOP"];
    private static readonly string[] TopicTypes = ["FREE_TEXT", "REASON_CODE"];

    public IEnumerable<ApiOperation> All =>
    [
        new("M11", HttpMethod.Get, "/api/inbox/threads", List),
        new("M10", HttpMethod.Get, "/api/inbox/threads/{thread_id}", call => ApiAnswer.Of(Json(call.Shop, Find(call), withMessages: true))),
        new("M12", HttpMethod.Post, "/api/inbox/threads/{thread_id}/message", Reply) { Consumes = "multipart/form-data" },
        new("M13", HttpMethod.Get, "/api/inbox/threads/{attachment_id}/download", Download) { Produces = ["application/octet-stream", "application/json"] },
        new("OR43", HttpMethod.Post, "/api/orders/{order_id}/threads", Open) { Consumes = "multipart/form-data" },
    ];

    /// <summary>A customer writes: into the order's open thread, or a new one. The shop owes an answer.</summary>
    public MessageThread Write(Shop shop, ShopOrder order, string body, DateTimeOffset now)
    {
        MessageThread thread = shop.Threads.LastOrDefault(known => known.OrderId == order.Id) ?? Begin(shop, order, "Question sur ma commande", "FREE_TEXT", now);
        Add(thread, "CUSTOMER_USER", ["SHOP"], body, [], now);
        thread.ReplyNeededSince ??= now;
        thread.NoReplyNeeded = null;
        order.Updated = now;
        return thread;
    }

    private ApiAnswer List(ApiCall call)
    {
        string? type = call.ListOf("entity_type", EntityTypes) is [{ } first, ..] ? first : null;
        string[] ids = [.. call.Repeated("entity_id").SelectMany(id => id.Split(',', StringSplitOptions.RemoveEmptyEntries))];
        if (ids.Length > 0 && type is null)
        {
            throw ApiRefusal.Bad("entity_type is required with entity_id");
        }

        DateTimeOffset? since = call.Time("updated_since");
        bool withMessages = call.Flag("with_messages");
        string[] channels = [.. call.Repeated("channel_codes").SelectMany(code => code.Split(','))];
        return tenant.Pages.Next<MessageThread>(
            call,
            () => [.. call.Shop.Threads.Where(thread => type is null or "MMP_ORDER" && (ids.Length == 0 || ids.Contains(thread.OrderId))
                && (since is null || thread.Updated >= since) && (channels.Length == 0 || channels.Contains(thread.Channel)))
                .OrderByDescending(thread => thread.Updated).ThenBy(thread => thread.Id, StringComparer.Ordinal)],
            thread => Json(call.Shop, thread, withMessages),
            UsualPage);
    }

    private ApiAnswer Reply(ApiCall call)
    {
        MessageThread thread = Find(call);
        JsonObject input = call.JsonPart("message_input");
        string[] to = [.. (input["to"] as JsonArray ?? []).OfType<JsonObject>().Select(recipient => recipient["type"]?.ToString() ?? string.Empty)];
        string body = Body(input, to);
        if (thread.Messages.Count >= MostMessages)
        {
            throw ApiRefusal.Bad($"A thread has at most {MostMessages} messages");
        }

        if (input["topic"] is JsonObject topic)
        {
            (thread.TopicType, thread.Topic) = Topic(topic);
        }

        ThreadMessage message = Add(thread, "SHOP_USER", to, body, Files(call), call.Now);
        return Written(call, thread, message);
    }

    private ApiAnswer Open(ApiCall call)
    {
        ShopOrder order = OrderOperations.Find(call);
        JsonObject input = call.JsonPart("thread_input");
        string[] to = [.. (input["to"] as JsonArray ?? []).Select(recipient => recipient?.ToString() ?? string.Empty)];
        string body = Body(input, to);
        (string type, string topic) = Topic(input["topic"] as JsonObject ?? throw ApiRefusal.Bad("The topic is missing"));
        MessageThread thread = Begin(call.Shop, order, topic, type, call.Now);
        return Written(call, thread, Add(thread, "SHOP_USER", to, body, Files(call), call.Now));
    }

    private static ApiAnswer Written(ApiCall call, MessageThread thread, ThreadMessage message)
    {
        if (message.To.Contains("CUSTOMER"))
        {
            NoteLate(call, thread);
            NoteLanguage(call, thread, message);
            thread.ReplyNeededSince = null;
        }

        return ApiAnswer.Created(new JsonObject { ["thread_id"] = thread.Id, ["message_id"] = message.Id });
    }

    private static void NoteLate(ApiCall call, MessageThread thread)
    {
        if (thread.ReplyNeededSince is { } since && call.Now - since > AuditReport.ReplyWithin)
        {
            call.Shop.Findings.Add(new AuditFinding("reply", thread.Id, call.Now, "The answer came after more than 24 hours."));
        }
    }

    private static void NoteLanguage(ApiCall call, MessageThread thread, ThreadMessage message)
    {
        string wanted = CustomerLanguage.Of(call.Shop.Orders.First(order => order.Id == thread.OrderId).Customer.CountryCode);
        if (CustomerLanguage.Detect(message.Body) is { } written && written != wanted)
        {
            call.Shop.Findings.Add(new AuditFinding("language", thread.Id, call.Now, $"The answer is written in {written}; the parcel goes where {wanted} is spoken."));
        }
    }

    private static ApiAnswer Download(ApiCall call)
    {
        string id = call.Path["attachment_id"];
        return call.Shop.Threads.SelectMany(thread => thread.Messages).SelectMany(message => message.Attachments).FirstOrDefault(file => file.Id == id) is { Bytes: { } bytes }
            ? new ApiAnswer { Bytes = bytes, ContentType = "application/octet-stream" }
            : throw ApiRefusal.Unknown($"Attachment {id} not found");
    }

    private static string Body(JsonObject input, string[] to)
    {
        string body = input["body"]?.ToString() ?? string.Empty;
        return body.Length is < ShortestBody or > LongestBody ? throw ApiRefusal.Bad($"The body must have between {ShortestBody} and {LongestBody} characters")
            : to.Length == 0 || to.Any(recipient => !Recipients.Contains(recipient)) ? throw ApiRefusal.Bad("The recipients are missing or invalid")
            : body;
    }

    private static (string Type, string Value) Topic(JsonObject topic)
    {
        string type = topic["type"]?.ToString() ?? string.Empty;
        string value = topic["value"]?.ToString() ?? string.Empty;
        return !TopicTypes.Contains(type) || value.Length is 0 or > 200
            || (type == "REASON_CODE" && PlatformOperations.Reasons.All(reason => reason.Type != "ORDER_MESSAGING" || reason.Code != value))
            ? throw ApiRefusal.Bad("The topic is invalid")
            : (type, value);
    }

    private List<(string Id, string Name, byte[] Bytes)> Files(ApiCall call)
    {
        List<(string Id, string Name, byte[] Bytes)> files = [.. call.Parts.Where(part => part is { Name: "files", FileName: not null })
            .Select(part => ($"att-{tenant.NextNumber()}", part.FileName!, part.Bytes))];
        return files.Sum(file => (long)file.Bytes.Length) > LargestFiles ? throw ApiRefusal.Bad("The files of a message have at most 30 MB") : files;
    }

    private MessageThread Begin(Shop shop, ShopOrder order, string topic, string type, DateTimeOffset now)
    {
        MessageThread thread = new($"00000000-0000-4000-a000-{tenant.NextNumber():x12}", order.Id, order.Channel, now) { Topic = topic, TopicType = type };
        shop.Threads.Add(thread);
        return thread;
    }

    private ThreadMessage Add(
        MessageThread thread, string from, IReadOnlyList<string> to, string body, IReadOnlyList<(string Id, string Name, byte[] Bytes)> files, DateTimeOffset now)
    {
        ThreadMessage message = new($"00000000-0000-4000-b000-{tenant.NextNumber():x12}", from, to, body, now, files);
        thread.Messages.Add(message);
        thread.Updated = now;
        return message;
    }

    private static MessageThread Find(ApiCall call) => call.Shop.Threads.FirstOrDefault(thread => thread.Id == call.Path["thread_id"])
        ?? throw ApiRefusal.Unknown($"Thread {call.Path["thread_id"]} not found");

    private static JsonObject Json(Shop shop, MessageThread thread, bool withMessages)
    {
        ThreadMessage last = thread.Messages[^1];
        JsonObject json = new()
        {
            ["id"] = thread.Id,
            ["topic"] = new JsonObject { ["type"] = thread.TopicType, ["value"] = thread.Topic },
            ["entities"] = Wire.Array([new JsonObject { ["type"] = "MMP_ORDER", ["id"] = thread.OrderId, ["label"] = thread.OrderId }]),
            ["authorized_participants"] = Wire.Array(Recipients.Select(type => Participant(shop, thread, type))),
            ["current_participants"] = Wire.Array(new[] { "CUSTOMER", "SHOP" }.Select(type => Participant(shop, thread, type))),
            ["date_created"] = Wire.Time(thread.Created),
            ["date_updated"] = Wire.Time(thread.Updated),
            ["metadata"] = new JsonObject
            {
                ["last_message_date"] = Wire.Time(last.At),
                ["last_sender"] = Sender(shop, thread, last.From),
                ["total_count"] = thread.Messages.Count,
                ["shop_reply_needed_since"] = Wire.Time(thread.ReplyNeededSince),
            },
            ["no_store_reply_needed"] = Wire.Array(thread.NoReplyNeeded is { } at ? [new JsonObject { ["date"] = Wire.Time(at), ["user_type"] = "SHOP_USER" }] : []),
        };
        if (withMessages)
        {
            json["messages"] = Wire.Array(thread.Messages.TakeLast(LastMessages).Select(message => new JsonObject
            {
                ["id"] = message.Id,
                ["body"] = message.Body,
                ["date_created"] = Wire.Time(message.At),
                ["from"] = Sender(shop, thread, message.From),
                ["to"] = Wire.Array(message.To.Select(type => Participant(shop, thread, type))),
                ["attachments"] = Wire.Array(message.Attachments.Select(file => new JsonObject { ["id"] = file.Id, ["name"] = file.Name, ["size"] = file.Bytes.Length })),
            }));
        }

        return json;
    }

    private static JsonObject Participant(Shop shop, MessageThread thread, string type) => new()
    {
        ["type"] = type,
        ["id"] = type == "SHOP" ? Wire.Number(shop.Id) : null,
        ["display_name"] = DisplayName(shop, thread, type),
    };

    private static JsonObject Sender(Shop shop, MessageThread thread, string type) => new()
    {
        ["type"] = type,
        ["display_name"] = DisplayName(shop, thread, type.Split('_')[0]),
        ["organization_details"] = null,
    };

    private static string DisplayName(Shop shop, MessageThread thread, string type) => type switch
    {
        "SHOP" => shop.Name,
        "CUSTOMER" => shop.Orders.First(order => order.Id == thread.OrderId).Customer is var customer ? $"{customer.FirstName} {customer.LastName}" : string.Empty,
        _ => "Pixmania",
    };
}
