using Pipeline.LocalHost.Durable.Messages;

namespace Pipeline.LocalHost.Durable.Storage;

/// <summary>An instance while it is looked at or changed; what is said to be changed is written.</summary>
internal sealed class Draft(InstanceState? state)
{
    /// <summary>The state; null when there is no such instance.</summary>
    public InstanceState? State { get; private set; } = state;

    /// <summary>Whether something must be written.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>Says that the state was changed in place.</summary>
    public void Changed() => IsChanged = true;

    /// <summary>Puts another state in its place; null removes the instance.</summary>
    public void Replace(InstanceState? state)
    {
        State = state;
        IsChanged = true;
    }
}
