-- Which words were said, in how many passages: what ranking, beginnings of words and typos need. Counted by triggers,
-- so that a deleted track takes its words with it, whoever deletes it.
create function public.search_counts(workspaces uuid[], languages text[], texts text[])
returns table (workspace_id uuid, language text, word text, lexeme text, passages_count bigint)
stable language sql as $$
    select counted.workspace_id, counted.language, counted.word, stem.lexeme, counted.passages_count
    from (
        select said.workspace_id, coalesce(said.language, '') as language, one.word, count(*) as passages_count
        from unnest(workspaces, languages, texts) as said (workspace_id, language, spoken)
        cross join unnest(tsvector_to_array(
            to_tsvector('public.lorecast_simple', public.search_words(said.spoken)))) as one (word)
        where length(one.word) <= 60
        group by 1, 2, 3
    ) counted
    cross join lateral (
        select (ts_lexize(public.search_dictionary(counted.language), counted.word))[1] as lexeme
    ) stem
    where stem.lexeme is not null
    order by 1, 2, 3
$$;

-- One writer of a workspace's vocabulary at a time: two that met in the middle of it would deadlock.
create function public.search_lock(workspaces uuid[]) returns void volatile language sql as $$
    select pg_advisory_xact_lock(hashtextextended('vocabulary ' || one, 0))
    from (select distinct unnest(workspaces) as one order by 1) sorted
$$;

create function public.passages_added() returns trigger volatile language plpgsql as $$
declare workspaces uuid[]; languages text[]; texts text[];
begin
    select array_agg(workspace_id), array_agg(language), array_agg(text) into workspaces, languages, texts from added;
    if workspaces is null then return null; end if;
    perform public.search_lock(workspaces);
    insert into public.vocabulary as known (workspace_id, language, word, lexeme, passages_count)
    select * from public.search_counts(workspaces, languages, texts)
    on conflict (workspace_id, language, word)
        do update set passages_count = known.passages_count + excluded.passages_count;
    insert into public.search_size as known (workspace_id, passages_count, titles_count)
    select workspace_id, count(*), count(*) filter (where is_title) from added group by 1 order by 1
    on conflict (workspace_id) do update set
        passages_count = known.passages_count + excluded.passages_count,
        titles_count = known.titles_count + excluded.titles_count;
    return null;
end
$$;

create function public.passages_removed() returns trigger volatile language plpgsql as $$
declare workspaces uuid[]; languages text[]; texts text[];
begin
    select array_agg(workspace_id), array_agg(language), array_agg(text) into workspaces, languages, texts from gone;
    if workspaces is null then return null; end if;
    perform public.search_lock(workspaces);
    with lost as materialized (select * from public.search_counts(workspaces, languages, texts)),
    forgotten as (
        delete from public.vocabulary known using lost
        where known.workspace_id = lost.workspace_id and known.language = lost.language and known.word = lost.word
            and known.passages_count <= lost.passages_count
    )
    update public.vocabulary known set passages_count = known.passages_count - lost.passages_count from lost
    where known.workspace_id = lost.workspace_id and known.language = lost.language and known.word = lost.word
        and known.passages_count > lost.passages_count;
    update public.search_size known set
        passages_count = known.passages_count - lost.passages, titles_count = known.titles_count - lost.titles
    from (
        select workspace_id, count(*) as passages, count(*) filter (where is_title) as titles from gone group by 1
    ) lost
    where known.workspace_id = lost.workspace_id;
    return null;
end
$$;

create trigger vocabulary_added after insert on public.passage referencing new table as added
    for each statement execute function public.passages_added();
create trigger vocabulary_removed after delete on public.passage referencing old table as gone
    for each statement execute function public.passages_removed();
