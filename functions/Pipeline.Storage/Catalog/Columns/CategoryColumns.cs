using System.Globalization;
using Azure.Data.Tables;
using Pipeline.Core.Catalog;

namespace Pipeline.Storage.Catalog.Columns;

/// <summary>The columns of a category: partition = distributor, row = code of the last level.</summary>
internal static class CategoryColumns
{
    private const int MaxLevels = 9;

    public static TableEntity Entity(string distributor, CategoryPath path)
    {
        var entity = new TableEntity(TableKeys.Escape(distributor), TableKeys.Escape(path.Code));
        for (int level = 0; level < path.Levels.Count; level++)
        {
            entity[Column("Code", level)] = path.Levels[level].Code;
            entity[Column("Name", level)] = path.Levels[level].Name;
        }

        return entity;
    }

    public static CategoryPath Read(TableEntity entity)
    {
        var levels = new List<Category>();
        for (int level = 0; level < MaxLevels; level++)
        {
            string? code = entity.GetString(Column("Code", level));
            string? name = entity.GetString(Column("Name", level));
            if (code is null && name is null)
            {
                break;
            }

            levels.Add(new Category(code, name));
        }

        return new CategoryPath(levels);
    }

    private static string Column(string name, int level) => name + (level + 1).ToString(CultureInfo.InvariantCulture);
}
