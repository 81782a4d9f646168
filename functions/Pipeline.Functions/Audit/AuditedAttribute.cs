using Pipeline.Core.Audit;

namespace Pipeline.Functions.Audit;

/// <summary>Marks an endpoint as a command that the audit log remembers.</summary>
/// <param name="action">What it does: the subject's kind, a dot, a verb; for example <c>order.cancel</c>.</param>
/// <param name="parameters">Names of the route values that are the subject's id; none for all of the kind.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AuditedAttribute(string action, params string[] parameters) : Attribute
{
    /// <summary>What it does.</summary>
    public string Action => action;

    /// <summary>Names of the route values that are the subject's id.</summary>
    public IReadOnlyList<string> Parameters => parameters;

    /// <summary>What a request of it is about.</summary>
    public AuditSubject SubjectOf(HttpRequest request) => new(
        action[..action.IndexOf('.', StringComparison.Ordinal)],
        parameters.Length == 0 ? "*" : string.Join('/', parameters.Select(name => $"{request.RouteValues[name]}")));
}
