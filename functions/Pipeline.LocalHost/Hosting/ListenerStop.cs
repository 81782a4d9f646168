namespace Pipeline.LocalHost.Hosting;

/// <summary>The two steps in which listeners stop.</summary>
/// <param name="NoNewWork">Cancelled first: take no new work.</param>
/// <param name="Abandon">Cancelled after the grace period: let go of running calls.</param>
internal sealed record ListenerStop(CancellationToken NoNewWork, CancellationToken Abandon);
