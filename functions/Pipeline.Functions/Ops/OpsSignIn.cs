using Pipeline.Functions.Http;
using Pipeline.Ops.People;

namespace Pipeline.Functions.Ops;

/// <summary>Tells the pages who looks: by the platform's sign-in, or on one's own machine the operator.</summary>
internal sealed class OpsSignIn(SignIn signIn) : IOpsSignIn
{
    private const string Viewer = "Ops.Viewer";
    private const string Operator = "Ops.Operator";
    private static readonly OpsPerson Local = new("local", OpsRole.Operator);

    /// <inheritdoc/>
    public bool IsEnabled => signIn.IsEnabled;

    /// <inheritdoc/>
    public bool IsLocal => !signIn.IsInCloud;

    /// <inheritdoc/>
    public OpsPerson PersonOf(HttpRequest request)
    {
        if (!signIn.IsEnabled)
        {
            return Local;
        }

        IReadOnlyList<string> roles = signIn.RolesOf(request);
        OpsRole role = roles.Contains(Operator) ? OpsRole.Operator : roles.Contains(Viewer) ? OpsRole.Viewer : OpsRole.None;
        return new OpsPerson(signIn.NameOf(request) ?? "?", role) { Id = signIn.IdOf(request) };
    }
}
