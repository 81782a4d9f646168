using Microsoft.AspNetCore.Routing.Template;

namespace Pipeline.LocalHost.Http;

/// <summary>The route of one HTTP function.</summary>
internal sealed class HttpRoute
{
    private readonly TemplateMatcher matcher;
    private readonly IDictionary<string, IRouteConstraint> constraints;

    private HttpRoute(FunctionDefinition function, string pattern, IInlineConstraintResolver resolver)
    {
        Function = function;
        Pattern = pattern;
        Methods = [.. (function.Trigger.Value("methods") as JArray ?? []).Select(method => method.ToString().ToUpperInvariant())];
        AccessLevel = function.Trigger.Text("authLevel") ?? "function";
        RouteTemplate template = TemplateParser.Parse(pattern);
        RouteConstraintBuilder constraints = new(resolver, pattern);
        foreach (TemplatePart parameter in template.Parameters.Where(parameter => parameter.IsOptional))
        {
            constraints.SetOptional(parameter.Name!);
        }

        foreach ((TemplatePart parameter, string constraint) in template.Parameters
            .SelectMany(parameter => parameter.InlineConstraints, (parameter, constraint) => (parameter, constraint.Constraint)))
        {
            constraints.AddResolvedConstraint(parameter.Name!, constraint);
        }

        this.constraints = constraints.Build();
        matcher = new TemplateMatcher(template, new(template.Parameters.Where(parameter => parameter.DefaultValue is not null)
            .Select(parameter => KeyValuePair.Create(parameter.Name!, parameter.DefaultValue))));
    }

    public FunctionDefinition Function { get; }

    /// <summary>The template with the prefix of host.json, without leading slash.</summary>
    public string Pattern { get; }

    /// <summary>Upper-case methods; none: all.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary><c>anonymous</c>, <c>function</c> or <c>admin</c>.</summary>
    public string AccessLevel { get; }

    /// <summary>Reads the route of a function; a function without one answers at its name.</summary>
    /// <exception cref="HostStartException">The template cannot be read.</exception>
    public static HttpRoute Of(FunctionDefinition function, string prefix, IInlineConstraintResolver resolver)
    {
        string route = function.Trigger.Text("route") is { Length: > 0 } written ? written : function.Name;
        try
        {
            return new HttpRoute(function, $"{prefix}/{route.TrimStart('/')}".TrimStart('/'), resolver);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or RouteCreationException)
        {
            throw new HostStartException($"The route '{route}' of function '{function.Name}' cannot be read ({error.Message}); correct it.", error);
        }
    }

    /// <summary>A line of the start-up log, as Core Tools writes it.</summary>
    public string Describe(Uri address) =>
        $"\n\t{Function.Name}: [{(Methods.Count == 0 ? "ALL" : string.Join(',', Methods))}] {address}{Pattern}";

    /// <summary>Whether the request is this function's; then its route values are set.</summary>
    public bool Matches(HttpContext context)
    {
        RouteValueDictionary values = [];
        if ((Methods.Count > 0 && !Methods.Contains(context.Request.Method))
            || !matcher.TryMatch(context.Request.Path, values)
            || !constraints.All(item => item.Value.Match(context, route: null, item.Key, values, RouteDirection.IncomingRequest)))
        {
            return false;
        }

        context.Request.RouteValues = values;
        return true;
    }
}
