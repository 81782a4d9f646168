using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.Logging.Abstractions;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.App;

namespace Pipeline.LocalHost.Http;

/// <summary>The route of one HTTP function.</summary>
internal sealed class HttpRoute
{
    private readonly TemplateMatcher _matcher;
    private readonly IDictionary<string, IRouteConstraint> _constraints;

    private HttpRoute(FunctionDefinition function, string pattern, IInlineConstraintResolver resolver)
    {
        Function = function;
        Pattern = pattern;
        Methods = [.. (function.Trigger.Value("methods") as JArray ?? []).Select(method => method.ToString().ToUpperInvariant())];
        AccessLevel = function.Trigger.Text("authLevel") ?? "function";
        RouteTemplate template = TemplateParser.Parse(pattern);
        RouteConstraintBuilder constraints = new(resolver, pattern);
        RouteValueDictionary defaults = [];
        foreach (TemplatePart parameter in template.Parameters)
        {
            if (parameter.IsOptional)
            {
                constraints.SetOptional(parameter.Name!);
            }

            if (parameter.DefaultValue is { } value)
            {
                defaults[parameter.Name!] = value;
            }

            foreach (InlineConstraint constraint in parameter.InlineConstraints)
            {
                constraints.AddResolvedConstraint(parameter.Name!, constraint.Constraint);
            }
        }

        _constraints = constraints.Build();
        _matcher = new TemplateMatcher(template, defaults);
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
        string pattern = prefix.Length == 0 ? route.TrimStart('/') : $"{prefix}/{route.TrimStart('/')}";
        try
        {
            return new HttpRoute(function, pattern, resolver);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or RouteCreationException)
        {
            throw new HostStartException($"The route '{route}' of function '{function.Name}' cannot be read ({error.Message}); correct it.", error);
        }
    }

    /// <summary>Whether the request is this function's; then its route values are set.</summary>
    public bool Matches(HttpContext context)
    {
        RouteValueDictionary values = [];
        if ((Methods.Count > 0 && !Methods.Contains(context.Request.Method))
            || !_matcher.TryMatch(context.Request.Path, values)
            || !RouteConstraintMatcher.Match(
                _constraints, values, context, NullRouter.Instance, RouteDirection.IncomingRequest, NullLogger.Instance))
        {
            return false;
        }

        context.Request.RouteValues = values;
        return true;
    }

    private sealed class NullRouter : IRouter
    {
        public static readonly NullRouter Instance = new();

        public VirtualPathData? GetVirtualPath(VirtualPathContext context) => null;

        public Task RouteAsync(RouteContext context) => Task.CompletedTask;
    }
}
