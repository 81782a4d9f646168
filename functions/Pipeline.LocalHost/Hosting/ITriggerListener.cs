namespace Pipeline.LocalHost.Hosting;

/// <summary>Watches the source of one trigger and calls the function.</summary>
internal interface ITriggerListener
{
    /// <summary>What is watched, for the log.</summary>
    string Name { get; }

    /// <summary>Runs until <paramref name="stop"/> says so; returns when the calls it started have ended.</summary>
    /// <param name="stop">Stop taking new work, then let running calls end.</param>
    Task RunAsync(ListenerStop stop);
}
