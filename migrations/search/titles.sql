-- A title that somebody gave is a passage of its own, from then on. One taken from what is said first is not: a hit should
-- open where it is said, and the words are found there anyway.
create function public.search_title(which uuid) returns void volatile language sql as $$
    delete from public.passage where track_id = which and is_title;
    insert into public.passage (id, workspace_id, track_id, is_title, start_ms, end_ms, language, text, track_passages)
    select gen_random_uuid(), workspace_id, id, true, 0, 0,
        coalesce(
            (select language from public.passage where track_id = which and language is not null limit 1),
            -- Before anything is heard: the language of any other track here.
            (select language from public.passage known
             where known.workspace_id = track.workspace_id and language is not null limit 1)
        ),
        left(title, 200), 1
    from public.track where id = which and titled_at is not null
$$;

create function public.track_titled() returns trigger volatile language plpgsql as $$
begin
    perform public.search_title(new.id);
    return null;
end
$$;

create trigger title_added after insert on public.track
    for each row execute function public.track_titled();
create trigger title_changed after update of title, titled_at on public.track
    for each row when ((old.title, old.titled_at) is distinct from (new.title, new.titled_at)) execute function public.track_titled();
