-- One text search configuration per language PostgreSQL can stem: stop words as they are written, accents folded, stems.
create text search configuration public.lorecast_simple (copy = pg_catalog.simple);
alter text search configuration public.lorecast_simple
    alter mapping for word, hword, hword_part with unaccent, pg_catalog.simple;

do $languages$
declare
    language record;
    cases text := '';
    dictionaries text := '';
    chain text;
begin
    for language in
        select code, name
        from (values
            ('ar', 'arabic'), ('hy', 'armenian'), ('eu', 'basque'), ('ca', 'catalan'), ('da', 'danish'), ('nl', 'dutch'),
            ('en', 'english'), ('et', 'estonian'), ('fi', 'finnish'), ('fr', 'french'), ('de', 'german'),
            ('el', 'greek'), ('hi', 'hindi'), ('hu', 'hungarian'), ('id', 'indonesian'), ('ga', 'irish'),
            ('it', 'italian'), ('lt', 'lithuanian'), ('ne', 'nepali'), ('no', 'norwegian'), ('pt', 'portuguese'),
            ('ro', 'romanian'), ('ru', 'russian'), ('sr', 'serbian'), ('es', 'spanish'), ('sv', 'swedish'),
            ('ta', 'tamil'), ('tr', 'turkish'), ('yi', 'yiddish')
        ) known (code, name)
        where exists (
            select from pg_ts_config where cfgname = name and cfgnamespace = 'pg_catalog'::regnamespace
        )
    loop
        chain := format('unaccent, pg_catalog.%s_stem', language.name);
        begin
            execute format(
                'create text search dictionary public.lorecast_%1$s_stop'
                ' (template = pg_catalog.simple, stopwords = %1$s, accept = false)', language.name);
            chain := format('public.lorecast_%s_stop, ', language.name) || chain;
        exception when config_file_error then null; -- PostgreSQL has no stop words for this language.
        end;
        execute format(
            'create text search configuration public.lorecast_%1$s (copy = pg_catalog.%1$s)', language.name);
        execute format(
            'alter text search configuration public.lorecast_%s alter mapping for word, hword, hword_part with %s',
            language.name, chain);
        cases := cases || format(' when %L then %L::regconfig', language.code, 'public.lorecast_' || language.name);
        dictionaries := dictionaries
            || format(' when %L then %L::regdictionary', language.code, 'pg_catalog.' || language.name || '_stem');
    end loop;
    -- With bodies that PostgreSQL parses, so that a dump knows what they need and can be restored.
    execute 'create function public.search_config(language text) returns regconfig immutable parallel safe language sql'
        || ' return case language' || cases || ' else ''public.lorecast_simple''::regconfig end';
    execute 'create function public.search_dictionary(language text) returns regdictionary immutable parallel safe'
        || ' language sql return case language' || dictionaries || ' else ''pg_catalog.simple''::regdictionary end';
end
$languages$;

-- Words as domain/search_words.py cuts them: whatever stands between them becomes a space.
create function public.search_words(spoken text) returns text immutable parallel safe language sql as $$
    select regexp_replace(
        spoken, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f]+', ' ', 'g')
$$;
