namespace Pipeline.Ops.People;

/// <summary>Knows who makes a request, where people sign in.</summary>
public interface IOpsSignIn
{
    /// <summary>Whether people sign in.</summary>
    bool IsEnabled { get; }

    /// <summary>Whether the app runs on somebody's own machine: there alone the pages are open without sign-in.</summary>
    bool IsLocal { get; }

    /// <summary>Whoever makes the request; a role of <see cref="OpsRole.None"/> for somebody without one.</summary>
    OpsPerson PersonOf(HttpRequest request);
}
