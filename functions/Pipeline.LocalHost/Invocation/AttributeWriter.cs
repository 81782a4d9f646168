using System.Reflection;
using System.Reflection.Emit;

namespace Pipeline.LocalHost.Invocation;

/// <summary>Writes attributes onto what is emitted.</summary>
internal static class AttributeWriter
{
    /// <summary>
    /// Writes an attribute that exists as an object: by the constructor with most parameters whose names are properties with a
    /// value, and by the other properties that can be set.
    /// </summary>
    public static CustomAttributeBuilder Write(Attribute attribute)
    {
        Type type = attribute.GetType();
        PropertyInfo[] properties = type.GetProperties(BindingFlags.Instance | BindingFlags.Public);
        Dictionary<string, object?> values = properties.ToDictionary(
            property => property.Name, property => property.GetValue(attribute), StringComparer.OrdinalIgnoreCase);
        values["schedule"] = (attribute as TimerTriggerAttribute)?.ScheduleExpression;
        ConstructorInfo constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters().All(parameter => values.GetValueOrDefault(parameter.Name!) is not null))
            .MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"No constructor of {type.Name} fits its properties.");
        PropertyInfo[] settable =
        [
            .. properties.Where(property => property.SetMethod is { IsPublic: true }
                && Nullable.GetUnderlyingType(property.PropertyType) is null && values[property.Name] is not null),
        ];
        return new(
            constructor,
            [.. constructor.GetParameters().Select(parameter => values[parameter.Name!])],
            settable,
            [.. settable.Select(property => values[property.Name])]);
    }

    /// <summary>Writes an attribute by the constructor that fits the arguments.</summary>
    public static CustomAttributeBuilder Write<T>(params object[] arguments)
        where T : Attribute => new(typeof(T).GetConstructor(Type.GetTypeArray(arguments))!, arguments);
}
