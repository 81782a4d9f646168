using System.Reflection;
using System.Reflection.Emit;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Writes an attribute that exists as an object onto an emitted parameter.</summary>
internal static class AttributeWriter
{
    /// <summary>Takes the constructor with most parameters whose names are properties with a value, and sets the other properties.</summary>
    public static CustomAttributeBuilder Write(Attribute attribute)
    {
        Type type = attribute.GetType();
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
        Dictionary<string, object> values = properties
            .Select(property => (property.Name, Value: property.GetValue(attribute)))
            .Where(property => property.Value is not null)
            .ToDictionary(property => property.Name, property => property.Value!, StringComparer.OrdinalIgnoreCase);
        if (attribute is Microsoft.Azure.WebJobs.TimerTriggerAttribute timer)
        {
            values["schedule"] = timer.ScheduleExpression;
        }

        ConstructorInfo constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters().All(parameter => values.ContainsKey(parameter.Name!)))
            .MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"No constructor of {type.Name} fits its properties.");
        PropertyInfo[] set =
        [
            .. properties.Where(property => property.SetMethod is { IsPublic: true }
                && Nullable.GetUnderlyingType(property.PropertyType) is null && values.ContainsKey(property.Name)),
        ];
        return new CustomAttributeBuilder(
            constructor,
            [.. constructor.GetParameters().Select(parameter => values[parameter.Name!])],
            set,
            [.. set.Select(property => values[property.Name])]);
    }
}
