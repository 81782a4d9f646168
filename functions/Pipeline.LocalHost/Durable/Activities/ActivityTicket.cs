using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Activities;

/// <summary>An activity that is to run for an instance.</summary>
internal sealed record ActivityTicket(InstanceCell Instance, PendingActivity Activity)
{
    /// <summary>Runs that were given up before.</summary>
    public int Abandoned { get; init; }
}
