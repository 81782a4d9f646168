namespace Pipeline.Simulators.Mirakl.Messages;

/// <summary>A conversation about an order.</summary>
internal sealed class MessageThread(string id, string orderId, string channel, DateTimeOffset created)
{
    public string Id => id;

    public string OrderId => orderId;

    public string Channel => channel;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset Updated { get; set; } = created;

    public string TopicType { get; set; } = "FREE_TEXT";

    public string Topic { get; set; } = string.Empty;

    public List<ThreadMessage> Messages { get; } = [];

    /// <summary>Since when the shop owes an answer; null: it owes none.</summary>
    public DateTimeOffset? ReplyNeededSince { get; set; }

    /// <summary>When the shop or the operator said that no answer is needed.</summary>
    public DateTimeOffset? NoReplyNeeded { get; set; }
}

/// <summary>One message.</summary>
/// <param name="Id">Its number.</param>
/// <param name="From">CUSTOMER_USER, SHOP_USER or OPERATOR_USER.</param>
/// <param name="To">CUSTOMER, SHOP or OPERATOR, each of them.</param>
/// <param name="Body">The text.</param>
/// <param name="At">When.</param>
/// <param name="Attachments">Files.</param>
internal sealed record ThreadMessage(
    string Id, string From, IReadOnlyList<string> To, string Body, DateTimeOffset At, IReadOnlyList<(string Id, string Name, byte[] Bytes)> Attachments);
