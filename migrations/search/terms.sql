-- What the words of a query stand for in this workspace: stems, beginnings of words, and near words for unknown ones.
create function public.search_workspace() returns uuid stable language sql as $$
    select nullif(current_setting('lorecast.workspace', true), '')::uuid
$$;

create function public.search_languages() returns table (language text)
stable security definer set search_path = public, pg_temp language sql as $$
    with recursive used as (
        (select v.language from public.vocabulary v where v.workspace_id = public.search_workspace()
         order by v.language limit 1)
        union all
        select (select v.language from public.vocabulary v
                where v.workspace_id = public.search_workspace() and v.language > used.language
                order by v.language limit 1)
        from used where used.language is not null
    )
    select used.language from used where used.language is not null
$$;

create function public.search_known(asked text) returns bigint
stable security definer set search_path = public, pg_temp language sql as $$
    select coalesce(sum(v.passages_count), 0)::bigint from public.vocabulary v
    where v.workspace_id = public.search_workspace() and v.lexeme = asked
$$;

-- `beginning`: the place of the word that may go on; 0 for none. A stop word gives no row. Kinds: 'word', 'beginning', 'near' (with its likeness 0–1).
create function public.search_terms(words text[], beginning integer)
returns table (slot integer, lexeme text, kind text, likeness real, passages_count bigint)
stable security definer
set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.35 set plan_cache_mode = force_custom_plan
language plpgsql as $$
declare
    asked text;
    found_any boolean;
    is_stop_word boolean;
begin
    for place in 1 .. coalesce(array_length(words, 1), 0) loop
        slot := place;
        asked := unaccent(lower(words[slot]));
        found_any := false;
        select bool_or(ts_lexize(search_dictionary(l.language), asked) = '{}') into is_stop_word
        from search_languages() l;
        for lexeme, passages_count in
            select stems.lexeme, search_known(stems.lexeme) from (
                select distinct (ts_lexize(search_dictionary(l.language), asked))[1] as lexeme
                from search_languages() l where l.language <> '' or not is_stop_word
            ) stems where stems.lexeme is not null
        loop
            kind := 'word'; likeness := 1;
            found_any := found_any or passages_count > 0;
            return next;
        end loop;
        if slot = beginning and length(asked) >= 2 then
            for lexeme, passages_count in
                select v.lexeme, sum(v.passages_count)::bigint from vocabulary v
                where v.workspace_id = search_workspace() and v.word > asked and v.word < asked || U&'\FFFF'
                group by v.lexeme order by 2 desc limit 12
            loop
                kind := 'beginning'; likeness := case when found_any then 0.3 else 1 end;
                return next;
            end loop;
            found_any := found_any or kind = 'beginning';
        end if;
        if not found_any and not is_stop_word and length(asked) >= 4 and asked !~ '^[0-9]+$' then
            for lexeme, likeness, passages_count in
                select v.lexeme, max(similarity(v.word, asked)), sum(v.passages_count)::bigint from vocabulary v
                where v.workspace_id = search_workspace() and v.word % asked
                group by v.lexeme order by 2 desc, 3 desc limit 6
            loop
                kind := 'near';
                return next;
            end loop;
        end if;
    end loop;
end
$$;

-- All of these phrases, in whichever language of the workspace; null when they hold nothing but stop words.
create function public.search_phrases(phrases text[]) returns tsquery
stable language plpgsql as $$
declare
    phrase text;
    one tsquery;
    every tsquery;
begin
    foreach phrase in array phrases loop
        select nullif(string_agg(distinct wanted::text, ' | '), '')::tsquery into one
        from (
            select phraseto_tsquery(search_config(l.language), search_words(phrase)) as wanted from search_languages() l
        ) languages where numnode(wanted) > 0;
        every := case when every is null then one when one is null then every else every && one end;
    end loop;
    return every;
end
$$;
