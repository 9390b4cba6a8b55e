using Efficiency.Contracts.Accountability;
using Efficiency.Messaging;

namespace Efficiency.ServiceDefaults.Directory;

public static class DirectoryHandlers
{
    /// <summary>
    /// Keeps the directory from Accountability's events, wherever <see cref="DirectoryMapping.AddDirectory"/> maps it as a read
    /// model. A version lower than the one kept is ignored; every arrival releases what waited for that id.
    /// </summary>
    public static MessagingBuilder HandleDirectory(this MessagingBuilder messaging) => messaging
        .Handle<UnitRegistered, UnitRegisteredHandler>()
        .Handle<StaffRegistered, StaffRegisteredHandler>()
        .Handle<PostRegistered, PostRegisteredHandler>()
        .Handle<PostAssigned, PostAssignedHandler>()
        .Handle<StandInActivated, StandInActivatedHandler>()
        .Handle<StandInEnded, StandInEndedHandler>()
        .Handle<PostUncovered, PostUncoveredHandler>();
}

internal sealed class UnitRegisteredHandler(ServiceDbContext db) : IEventHandler<UnitRegistered>
{
    public async Task<Handled> HandleAsync(UnitRegistered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var unit = await db.FindAsync<Unit>([message.UnitId], cancellationToken);
        if (unit is null)
        {
            db.Add(new Unit
            {
                Id = message.UnitId,
                ParentId = message.ParentId,
                Kind = message.Kind,
                Code = message.Code,
                Name = message.Name,
                DivisionCode = message.DivisionCode,
                ValidFrom = message.ValidFrom,
                ValidTo = message.ValidTo,
                Version = headers.Version,
            });
            db.Arrived(message.UnitId);
        }
        else if (unit.Version < headers.Version)
        {
            unit.ParentId = message.ParentId;
            unit.Kind = message.Kind;
            unit.Code = message.Code;
            unit.Name = message.Name;
            unit.DivisionCode = message.DivisionCode;
            unit.ValidFrom = message.ValidFrom;
            unit.ValidTo = message.ValidTo;
            unit.Version = headers.Version;
        }

        return Handled.Done;
    }
}

internal sealed class StaffRegisteredHandler(ServiceDbContext db) : IEventHandler<StaffRegistered>
{
    public async Task<Handled> HandleAsync(StaffRegistered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var staff = await db.FindAsync<Staff>([message.StaffId], cancellationToken);
        if (staff is null)
        {
            db.Add(new Staff
            {
                Id = message.StaffId,
                UnitId = message.UnitId,
                Name = message.Name,
                Title = message.Title,
                OfficePhone = message.OfficePhone,
                Version = headers.Version,
            });
            db.Arrived(message.StaffId);
        }
        else if (staff.Version < headers.Version)
        {
            staff.UnitId = message.UnitId;
            staff.Name = message.Name;
            staff.Title = message.Title;
            staff.OfficePhone = message.OfficePhone;
            staff.Version = headers.Version;
        }

        return Handled.Done;
    }
}

internal sealed class PostRegisteredHandler(ServiceDbContext db) : IEventHandler<PostRegistered>
{
    public async Task<Handled> HandleAsync(PostRegistered message, EventHeaders headers, CancellationToken cancellationToken)
    {
        var post = await db.FindAsync<Post>([message.PostId], cancellationToken);
        if (post is null)
        {
            db.Add(new Post
            {
                Id = message.PostId,
                UnitId = message.UnitId,
                Code = message.Code,
                Name = message.Name,
                Kind = message.Kind,
                Version = headers.Version,
            });
            db.Arrived(message.PostId);
        }
        else if (post.Version < headers.Version)
        {
            post.UnitId = message.UnitId;
            post.Code = message.Code;
            post.Name = message.Name;
            post.Kind = message.Kind;
            post.Version = headers.Version;
        }

        return Handled.Done;
    }
}
