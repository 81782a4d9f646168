using System.Globalization;
using System.Xml.Linq;

namespace Pipeline.Simulators.IngramMicro.Services.Rules;

/// <summary>Compares an element with its rule, strictly: names, namespace, order, number, length, value.</summary>
internal sealed class ElementCheck(RuleSheet sheet)
{
    private const string Known = "elements.known";
    private const string Order = "elements.order";
    private const string Required = "elements.required";
    private const string Number = "elements.number";
    private const string Length = "elements.length";
    private const string Value = "elements.value";
    private const string Attributes = "elements.attributes";

    /// <summary>Notes a verdict for each kind of rule, so that the log shows what was looked at.</summary>
    public void Run(XElement element, ElementRule rule)
    {
        foreach (string name in (string[])[Known, Order, Required, Number, Length, Value, Attributes])
        {
            sheet.Check(name, true, string.Empty);
        }

        Check(element, rule, rule.Name);
    }

    private void Check(XElement element, ElementRule rule, string path)
    {
        CheckAttributes(element, rule, path);
        if (rule.Children.Length == 0)
        {
            CheckLeaf(element, rule, path);
            return;
        }

        sheet.Check(
            Value, !element.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)), $"{path}: text between elements");
        CheckChildren(element, rule, path);
    }

    private void CheckChildren(XElement element, ElementRule rule, string path)
    {
        int[] times = new int[rule.Children.Length];
        int place = 0;
        foreach (XElement child in element.Elements())
        {
            int found = Array.FindIndex(rule.Children, candidate => candidate.Name == child.Name.LocalName);
            if (found < 0 || child.Name.Namespace != element.Name.Namespace)
            {
                sheet.Check(Known, false, $"{path}/{child.Name.LocalName}: unknown element{(found < 0 ? string.Empty : " of that namespace")}");
                continue;
            }

            sheet.Check(Order, found >= place, $"{path}/{child.Name.LocalName}: comes too late");
            place = Math.Max(place, found);
            times[found]++;
            string at = rule.Children[found].MostTimes > 1
                ? string.Create(CultureInfo.InvariantCulture, $"{path}/{child.Name.LocalName}[{times[found]}]")
                : $"{path}/{child.Name.LocalName}";
            Check(child, rule.Children[found], at);
        }

        for (int index = 0; index < times.Length; index++)
        {
            ElementRule child = rule.Children[index];
            sheet.Check(Required, times[index] > 0 || !child.IsRequired, $"{path}/{child.Name}: missing");
            sheet.Check(Number, times[index] <= child.MostTimes, $"{path}/{child.Name}: there {times[index]} times, at most {child.MostTimes}");
        }
    }

    private void CheckLeaf(XElement element, ElementRule rule, string path)
    {
        if (element.Elements().FirstOrDefault() is { } inner)
        {
            sheet.Check(Known, false, $"{path}/{inner.Name.LocalName}: unknown element");
            return;
        }

        string text = element.Value;
        string code = rule.Code is null ? string.Empty : $"{rule.Code}: ";
        if (text.Trim().Length == 0)
        {
            sheet.Check(Required, !rule.IsRequired, $"{code}{path}: empty");
            return;
        }

        sheet.Check(
            Length, rule.MostCharacters == 0 || text.Length <= rule.MostCharacters,
            $"{code}{path}: {text.Length} characters, at most {rule.MostCharacters}");
        sheet.Check(
            Value, rule.Pattern is null || rule.Pattern.Holds(text), $"{code}{path}: '{text}' is not {rule.Pattern?.Expected}");
    }

    private void CheckAttributes(XElement element, ElementRule rule, string path)
    {
        foreach (XAttribute attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            (string Name, ValuePattern Pattern) expected = Array.Find(rule.Attributes, one => one.Name == attribute.Name.ToString());
            sheet.Check(Attributes, expected.Name is not null, $"{path}/@{attribute.Name.LocalName}: unknown attribute");
            sheet.Check(
                Attributes, expected.Pattern is null || expected.Pattern.Holds(attribute.Value),
                $"{path}/@{attribute.Name.LocalName}: '{attribute.Value}' is not {expected.Pattern?.Expected}");
        }

        foreach ((string name, _) in rule.Attributes)
        {
            sheet.Check(Attributes, element.Attribute(name) is not null, $"{path}/@{name}: missing");
        }
    }
}
