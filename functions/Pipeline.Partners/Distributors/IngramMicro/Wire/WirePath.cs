using Pipeline.Partners.Distributors.IngramMicro.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>
/// A path below an element: <c>A/B[@Type='x']/@Attribute</c>, <c>.</c> for the element itself, alternatives with <c>|</c>
/// (the first that has a value counts). Names are local names; prefixes and namespaces never matter.
/// </summary>
internal sealed class WirePath
{
    private readonly Step[][] alternatives;

    private WirePath(string text, Step[][] alternatives)
    {
        Text = text;
        this.alternatives = alternatives;
    }

    /// <summary>The path as configured.</summary>
    public string Text { get; }

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">The text is no path; the message names it.</exception>
    public static WirePath Parse(string text) =>
        new(text, [.. text.Split('|').Select(alternative => ParseSteps(alternative.Trim(), text))]);

    /// <summary>Elements of the first alternative that has any.</summary>
    public IReadOnlyList<WireElement> Elements(WireElement context)
    {
        foreach (Step[] steps in alternatives)
        {
            List<WireElement> found = Walk(context, steps);
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>Texts that are not blank, of the first alternative that has any; trimmed.</summary>
    public IReadOnlyList<string> Texts(WireElement context) => [.. Found(context).Select(static found => found.Text)];

    /// <summary>The same with the element that each stands in or at.</summary>
    public IReadOnlyList<(WireElement At, string Text)> Found(WireElement context)
    {
        foreach (Step[] steps in alternatives)
        {
            string? attribute = steps is [.., { IsAttribute: true } last] ? last.Name : null;
            ReadOnlySpan<Step> elements = attribute is null ? steps : steps.AsSpan(0, steps.Length - 1);
            List<(WireElement, string)> texts = [];
            foreach (WireElement element in Walk(context, elements))
            {
                string? text = attribute is null ? element.Text : element.Attribute(attribute);
                if (WireText.Trim(text) is { } present)
                {
                    texts.Add((element, present));
                }
            }

            if (texts.Count > 0)
            {
                return texts;
            }
        }

        return [];
    }

    private static List<WireElement> Walk(WireElement context, ReadOnlySpan<Step> steps)
    {
        List<WireElement> current = [context];
        foreach (Step step in steps)
        {
            if (step.Name != ".")
            {
                current = [.. current.SelectMany(element => element.Children).Where(step.Matches)];
            }
        }

        return current;
    }

    private static Step[] ParseSteps(string alternative, string whole)
    {
        Step[] steps = [.. alternative.Split('/').Select(part => Step.Parse(part.Trim(), whole))];
        return steps.SkipLast(1).Any(step => step.IsAttribute)
            ? throw new FormatException($"'{whole}' is no path: an attribute must come last.")
            : steps;
    }

    private sealed record Step(string Name, bool IsAttribute, string? FilterAttribute, string? FilterValue)
    {
        public static Step Parse(string part, string whole)
        {
            bool isAttribute = part.StartsWith('@');
            string name = isAttribute ? part[1..] : part;
            int bracket = name.IndexOf('[', StringComparison.Ordinal);
            string? attribute = null;
            string? value = null;
            if (bracket >= 0)
            {
                string[] filter = name[bracket..].Split('\'');
                if (filter is not [['[', '@', .., '='], _, "]"])
                {
                    throw new FormatException($"'{whole}' is no path: a filter looks like [@Type='x'].");
                }

                (attribute, value, name) = (filter[0][2..^1], filter[1], name[..bracket]);
            }

            return name.Length > 0 && (name == "." || name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.'))
                ? new Step(name, isAttribute, attribute, value)
                : throw new FormatException($"'{whole}' is no path: '{part}' is no name.");
        }

        public bool Matches(WireElement element) =>
            string.Equals(element.Name, Name, StringComparison.Ordinal)
            && (FilterAttribute is null
                || string.Equals(element.Attribute(FilterAttribute), FilterValue, StringComparison.OrdinalIgnoreCase));
    }
}
