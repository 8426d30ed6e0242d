using Backend.Modules.Identity.Users;
using Backend.Platform.Persistence;
using Backend.Platform.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Identity.Demo;

/// <summary>Brings the demo people. They are linked to their sign-ins when those are first seen.</summary>
internal sealed class DemoPeopleSeed(BackendDbContext db, TimeProvider clock) : ISeedStep
{
    public int Order => 10;

    public async Task SeedAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var there = 0;
        foreach (var person in DemoPeople.All)
        {
            if (!await db.Users.AnyAsync(user => user.Email == person.Email, cancellationToken))
            {
                var handle = await db.Users.FirstFreeHandleAsync(person.Handle, cancellationToken);
                db.Add(User.Create(person.Profile, handle, clock.GetUtcNow()));
                await db.SaveChangesAsync(cancellationToken);
            }

            progress.Report(++there);
        }

        await write.CommitAsync(cancellationToken);
    }
}
