using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Turns;

/// <summary>Takes messages for an instance, or drops them by the rules of functions-custom-handler.md §3.5.</summary>
internal static class Inbox
{
    private const int RememberedIds = 512;

    /// <summary>Takes a message; false when it was dropped.</summary>
    /// <remarks>
    /// Dropped are: messages for instances that do not exist or have ended, messages for another execution, a second
    /// start of an instance that has not ended, and a message that was received before.
    /// </remarks>
    public static bool Take(Draft draft, HubMessage message)
    {
        InstanceState? state = draft.State;
        if (state is not null && message.Id.Length > 0 && state.Received.Contains(message.Id))
        {
            return false;
        }

        if (message.Event.ExecutionStarted is not null)
        {
            if (state is not null && !state.HasEnded())
            {
                return false;
            }

            state = NewInstance.Of(message.Event, state);
            draft.Replace(state);
        }
        else if (state is null || state.HasEnded()
            || (message.ExecutionId is not null && message.ExecutionId != state.ExecutionId))
        {
            return false;
        }
        else
        {
            state.Inbox.Add(message);
            draft.Changed();
        }

        Remember(state, message.Id);
        return true;
    }

    private static void Remember(InstanceState state, string messageId)
    {
        if (messageId.Length > 0)
        {
            state.Received.Add(messageId);
        }

        while (state.Received.Count > RememberedIds)
        {
            state.Received.RemoveAt(0);
        }
    }
}
