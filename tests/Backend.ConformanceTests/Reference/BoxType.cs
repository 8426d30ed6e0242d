using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>What only boxes have.</summary>
[ObjectType<Box>]
public static class BoxType
{
    public static IThing GetContent([Parent] Box box) => (box.Number % 4) switch
    {
        0 => new Note(box.Number),
        1 => new Box(box.Number + 1),
        2 => new Item(box.Number),
        _ => new Ghost(box.Number),
    };

    public static DataLoaderResult<Item?> GetItem([Parent] Box box, ItemByNumberDataLoader items) => items.Load(box.Number);
}

/// <summary>A type is part of the schema where somebody extends or returns it.</summary>
[ObjectType<Note>]
public static class NoteType
{
    public static Note? GetReply([Parent] Note note) => note.Number % 2 == 0 ? null : new Note(note.Number + 1);
}
