using Pipeline.Core.Notifications;
using Pipeline.Ops.Pages.Exchanges;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Messages;

/// <summary>A part of the list of messages.</summary>
/// <param name="Rows">The messages.</param>
/// <param name="Filters">The filters.</param>
/// <param name="Cursor">Where the part begins, or null.</param>
/// <param name="Next">Where the next begins, or null.</param>
/// <param name="Cause">The cause of which all parked ones can be handled again; null when the filters name none.</param>
/// <param name="Partner">Code of the partner to which that is narrowed, or null.</param>
public sealed record MessageListModel(IReadOnlyList<MessageRow> Rows, Filters Filters, string? Cursor, string? Next, string? Cause, string? Partner);

/// <summary>A message in the list.</summary>
/// <param name="Message">What is kept of it.</param>
/// <param name="Partner">What people call its sender.</param>
/// <param name="Reason">Why it is parked or quarantined, in a sentence; or null.</param>
public sealed record MessageRow(PushedMessage Message, string Partner, string? Reason)
{
    /// <summary>Name of its state; one that waits for its turn is not accepted yet.</summary>
    public string State => Message is { HandledAt: null, State: MessageState.Accepted } ? "waiting" : Spelling.Of(Message.State);

    /// <summary>Colour of its state.</summary>
    public BadgeState Colour => Message.State switch
    {
        MessageState.Accepted => Message.HandledAt is null ? BadgeState.Run : BadgeState.Ok,
        MessageState.Parked => BadgeState.Wait,
        MessageState.Quarantined => BadgeState.Bad,
        _ => BadgeState.Idle,
    };
}

/// <summary>One message.</summary>
/// <param name="Row">What it is.</param>
/// <param name="Stages">How far it came.</param>
/// <param name="Body">Its body.</param>
/// <param name="IsPretty">Whether bodies are set in lines.</param>
public sealed record MessageModel(MessageRow Row, WhyPanelModel Stages, BodyView Body, bool IsPretty)
{
    /// <summary>The earlier message that it repeats or corrects, or null.</summary>
    public MessageRow? Earlier { get; init; }

    /// <summary>Body of the earlier one, or null.</summary>
    public BodyView? EarlierBody { get; init; }

    /// <summary>Whether it can be handled again.</summary>
    public bool CanReplay { get; init; }
}

/// <summary>The form by which a lost message is brought.</summary>
/// <param name="Partners">Whose it may be.</param>
/// <param name="Partner">Whose it is, or null.</param>
/// <param name="Text">What was pasted, or null.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="Faults">What is wrong with the form.</param>
public sealed record MessageUploadModel(IReadOnlyList<Choice> Partners, string? Partner, string? Text, string? Reason, IReadOnlyList<FieldFault> Faults);
