namespace Pipeline.Partners.Channels.Mirakl.Messages;

/// <summary>A conversation.</summary>
internal sealed record MessageThread
{
    public string? Id { get; init; }

    public ThreadTopic? Topic { get; init; }

    public IReadOnlyList<ThreadEntity> Entities { get => field ?? []; init; }

    public IReadOnlyList<ThreadParticipant> CurrentParticipants { get => field ?? []; init; }

    public DateTimeOffset? DateCreated { get; init; }

    public DateTimeOffset? DateUpdated { get; init; }

    public ThreadMetadata Metadata { get => field ?? new(); init; }

    /// <summary>Who has said that no answer is needed, and when.</summary>
    public IReadOnlyList<NoReplyNeeded> NoStoreReplyNeeded { get => field ?? []; init; }

    public IReadOnlyList<ThreadMessage> Messages { get => field ?? []; init; }

    /// <summary>Since when an answer of ours is waited for; null when none is.</summary>
    public DateTimeOffset? ReplyNeededSince => Metadata.ShopReplyNeededSince is { } since && !NoStoreReplyNeeded.Any(one => one.Date >= since) ? since : null;

    /// <summary>The order that it is about, or null.</summary>
    public string? OrderId => Entities.FirstOrDefault(static entity => entity.Type == "MMP_ORDER")?.Id;
}

/// <summary>What a conversation is about: <c>FREE_TEXT</c>, or <c>REASON_CODE</c> with a code of the operator's.</summary>
internal sealed record ThreadTopic(string? Type, string? Value);

internal sealed record ThreadEntity(string? Type, string? Id, string? Label);

internal sealed record ThreadParticipant(string? Type, string? Id, string? DisplayName);

internal sealed record ThreadMetadata
{
    public DateTimeOffset? LastMessageDate { get; init; }

    public DateTimeOffset? ShopReplyNeededSince { get; init; }

    public int TotalCount { get; init; }
}

internal sealed record NoReplyNeeded(DateTimeOffset? Date, string? UserType);

/// <summary>A message.</summary>
internal sealed record ThreadMessage
{
    public string? Id { get; init; }

    public string? Body { get; init; }

    public DateTimeOffset? DateCreated { get; init; }

    /// <summary><c>CUSTOMER_USER</c>, <c>SHOP_USER</c>, <c>OPERATOR_USER</c>, or one that is new.</summary>
    public ThreadParticipant? From { get; init; }

    public IReadOnlyList<ThreadParticipant> To { get => field ?? []; init; }

    public IReadOnlyList<ThreadAttachment> Attachments { get => field ?? []; init; }
}

internal sealed record ThreadAttachment(string? Id, string? Name, long? Size);

/// <summary>An answer.</summary>
/// <param name="Body">Its text.</param>
/// <param name="To">Who gets it.</param>
internal sealed record MessageReply(string Body, IReadOnlyList<MessageRecipient> To);

/// <summary>Who gets a message: <c>CUSTOMER</c>, or <c>OPERATOR</c>.</summary>
internal sealed record MessageRecipient(string Type, string? Id = null);

/// <summary>A conversation to begin.</summary>
internal sealed record NewThread(ThreadTopic Topic, string Body, IReadOnlyList<string> To);

internal sealed record MessageSent(string? ThreadId, string? MessageId);
