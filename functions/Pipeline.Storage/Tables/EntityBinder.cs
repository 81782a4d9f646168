using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables;

/// <summary>Turns objects of a caller's own entity class into rows and back. Each class is looked at once.</summary>
/// <remarks>
/// Public properties with getter and setter; <c>[IgnoreDataMember]</c> leaves one out, <c>[DataMember(Name)]</c>
/// renames it, enumerations travel as their names. <see cref="TableEntity"/> itself passes straight through.
/// </remarks>
internal sealed class EntityBinder
{
    private static readonly ConcurrentDictionary<Type, EntityBinder> Known = new();

    private readonly List<(string Name, PropertyInfo Property, Type Kind)> properties = [];

    private EntityBinder(Type type)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            bool counts = property is { CanRead: true, CanWrite: true, Name: not (nameof(ITableEntity.ETag) or nameof(ITableEntity.Timestamp)) }
                && property.GetIndexParameters().Length == 0
                && property.GetCustomAttribute<IgnoreDataMemberAttribute>() is null;
            if (counts)
            {
                string name = property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;
                properties.Add((name, property, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
            }
        }
    }

    /// <summary>The entity as a row.</summary>
    public static TableEntity ToRow(ITableEntity entity) =>
        entity as TableEntity ?? Of(entity.GetType()).Read(entity);

    /// <summary>The row as an entity of a class with a public constructor without parameters.</summary>
    public static T FromRow<T>(TableEntity row)
        where T : class, ITableEntity =>
        row as T ?? (T)Of(typeof(T)).Fill(Activator.CreateInstance<T>(), row);

    private static EntityBinder Of(Type type) => Known.GetOrAdd(type, static type => new EntityBinder(type));

    private static object Convert(object value, Type kind) => (value, kind) switch
    {
        (string name, { IsEnum: true }) => Enum.Parse(kind, name),
        (DateTimeOffset instant, _) when kind == typeof(DateTime) => instant.UtcDateTime,
        (byte[] bytes, _) when kind == typeof(BinaryData) => BinaryData.FromBytes(bytes),
        (int number, _) when kind == typeof(long) || kind == typeof(double) =>
            System.Convert.ChangeType(number, kind, CultureInfo.InvariantCulture),
        _ => value,
    };

    private TableEntity Read(ITableEntity entity)
    {
        TableEntity row = new(properties.Count);
        foreach ((string name, PropertyInfo property, Type kind) in properties)
        {
            object? value = property.GetValue(entity);
            row[name] = kind.IsEnum ? value?.ToString() : value;
        }

        return row;
    }

    private ITableEntity Fill(ITableEntity entity, TableEntity row)
    {
        entity.ETag = row.ETag;
        entity.Timestamp = row.Timestamp;
        foreach ((string name, PropertyInfo property, Type kind) in properties)
        {
            if (row[name] is { } value)
            {
                property.SetValue(entity, Convert(value, kind));
            }
        }

        return entity;
    }
}
